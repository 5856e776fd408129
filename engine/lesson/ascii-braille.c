#include "ascii-braille.h"

const char ascii_braille_nabcc[65] = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=";

const char ascii_braille_tbfr2007[65] = " a,b'k;l^cif/msp\xB4"
                                        "e:h*o!r\xA4"
                                        "djg@ntq`1?2-u(v\xA8"
                                        "396\xF3x\xE8\xE7\x84"
                                        "5.8)z\"\xE0\xB8"
                                        "4w70y\xF9\xE9";
