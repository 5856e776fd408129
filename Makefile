# ardoise: `make` builds, `make demo` shows, `make check` tests. README.md says the rest.
include config.mk

ENGINE_SOURCES := $(wildcard engine/*/*.c engine/*/*/*.c filters/*.c filters/*/*.c)
GENERATED := $(OBJ)/generated/messages.c $(OBJ)/generated/words.c
WORDS := $(wildcard dictionaries/fr/*.tsv dictionaries/en/*.tsv)
ENGINE_OBJECTS := $(ENGINE_SOURCES:%.c=$(OBJ)/%.o) $(GENERATED:.c=.o)
CLI_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(wildcard cli/*.c))
DAEMON_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(wildcard daemon/*.c))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OBJ)/tests/%,$(wildcard tests/unit/test-*.c))
DATA := $(patsubst dictionaries/%,$(BIN)/data/%,$(wildcard dictionaries/profiles/*.profile dictionaries/fr/*.tsv))

.PHONY: all clean
.DELETE_ON_ERROR:
all: $(OBJ)/libardoise.a $(DATA)
ifneq ($(CLI_OBJECTS),)
all: $(BIN)/ardoise
endif
ifneq ($(DAEMON_OBJECTS),)
all: $(BIN)/ardoised
endif

$(OBJ)/libardoise.a: $(ENGINE_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BIN)/ardoise: $(CLI_OBJECTS) $(OBJ)/libardoise.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BIN)/ardoised: $(DAEMON_OBJECTS) $(OBJ)/libardoise.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(DAEMON_LIBS) $(LIBS)

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/generated/%.o: $(OBJ)/generated/%.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/generated/messages.c: dictionaries/messages/build.awk $(wildcard dictionaries/messages/*.tsv)
	@mkdir -p $(@D)
	cat $(filter %.tsv,$^) | LC_ALL=C sort | LC_ALL=C awk -f $< > $@

$(OBJ)/generated/words.c: dictionaries/words.awk $(WORDS)
	@mkdir -p $(@D)
	LC_ALL=C awk -f $^ > $@

$(BIN)/data/%: dictionaries/%
	@mkdir -p $(@D)
	cp $< $@

# ---- Tests ----
.PHONY: check-unit
$(OBJ)/tests/%: tests/unit/%.c $(OBJ)/libardoise.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -I. $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(OBJ)/libardoise.a $(LIBS)

check-unit: all $(UNIT_TESTS)
	tests/run-unit $(UNIT_TESTS)

clean:
	rm -rf build

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)
