# What the build may be told: VARIANT (plain, asan, ubsan, coverage), CC, CFLAGS, prefix.
VARIANT ?= plain
CC = gcc
PKG_CONFIG ?= pkg-config
prefix ?= /usr/local
bindir ?= $(prefix)/bin
libdir ?= $(prefix)/lib
includedir ?= $(prefix)/include
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
# Where Debian's hunspell-fr stands, of which the lexicon is made.
HUNSPELL ?= /usr/share/hunspell
# Where Debian's mythes-fr stands, of which the list of synonyms is made.
MYTHES ?= /usr/share/mythes

OBJ := build/$(VARIANT)
BIN := $(if $(filter plain,$(VARIANT)),build,$(OBJ))

PACKAGES := expat libdeflate liblouis
CPPFLAGS += -Iengine -I. -D_GNU_SOURCE -DARD_DATADIR='"$(datadir)/ardoise"' $(shell $(PKG_CONFIG) --cflags $(PACKAGES))
CFLAGS ?= -O2 -g
override CFLAGS += -std=c11 -fPIC -fvisibility=hidden -Wall -Wextra -Wshadow -Wstrict-prototypes \
  -Wmissing-prototypes -Wswitch-enum -Wwrite-strings -Wvla -fstack-protector-strong $(CFLAGS_$(VARIANT))
override LDFLAGS += -Wl,--as-needed $(LDFLAGS_$(VARIANT))
LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lmd4c -lm
DAEMON_LIBS := $(shell $(PKG_CONFIG) --libs libmicrohttpd jansson)

CFLAGS_asan := -fsanitize=address -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address
CFLAGS_ubsan := -fsanitize=undefined -fno-sanitize-recover=all
LDFLAGS_ubsan := -fsanitize=undefined
CFLAGS_coverage := --coverage -O0
LDFLAGS_coverage := --coverage
