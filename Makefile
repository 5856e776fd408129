# ardoise: `make` builds, `make demo` installs what is missing and adapts a lesson into every form, `make check` tests.
# doc/building.md says what each target does and needs.
include config.mk

ENGINE_SOURCES := $(wildcard engine/*/*.c engine/*/*/*.c filters/*.c filters/*/*.c)
HYPHENS := de-de_DE en_gb-en_GB en_us-en_US es-es_ES it-it_IT
GENERATED := $(OBJ)/generated/messages.c $(OBJ)/generated/words.c $(HYPHENS:%=$(OBJ)/generated/hyphens-%.c)
WORDS := $(wildcard dictionaries/fr/*.tsv dictionaries/en/*.tsv dictionaries/la/*.tsv dictionaries/progressions/*.tsv)
ENGINE_OBJECTS := $(ENGINE_SOURCES:%.c=$(OBJ)/%.o) $(GENERATED:.c=.o)
CLI_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(wildcard cli/*.c))
DAEMON_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(wildcard daemon/*.c))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OBJ)/tests/%,$(wildcard tests/unit/test-*.c))
DATA := $(patsubst dictionaries/%,$(BIN)/data/%,$(wildcard dictionaries/profiles/*.profile))
VERSION := $(shell sed -n 's/^.define ARD_VERSION "\(.*\)"/\1/p' engine/ardoise.h)
SONAME := libardoise.so.$(firstword $(subst ., ,$(VERSION)))
C_FILES := $(shell find engine filters cli daemon tests -name '*.[ch]' 2>/dev/null)

# `make V=1` shows whole commands.
Q := $(if $(V),,@)
say = @$(if $(V),:,printf '  %-3s %s\n' $(1) $(2))

.PHONY: all clean help
.DELETE_ON_ERROR:
.SECONDARY:
all: $(BIN)/ardoise $(BIN)/ardoised $(DATA)

# The table of doc/building.md.
help:
	@sed -n 's/^| `\([^|]*\)` | \([^|]*\) |.*/\1\n      \2/p' doc/building.md | tr -d '`'

$(OBJ)/libardoise.a: $(ENGINE_OBJECTS)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@ $^

$(OBJ)/$(SONAME): $(ENGINE_OBJECTS) engine/ardoise.map
	$(call say,LD,$@)
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=engine/ardoise.map $(CFLAGS) $(LDFLAGS) -o $@ $(ENGINE_OBJECTS) $(LIBS)

$(BIN)/ardoise: $(CLI_OBJECTS) $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BIN)/ardoised: $(DAEMON_OBJECTS) $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(DAEMON_LIBS) $(LIBS)

# Libraries that are opened by name where a job needs them: their headers, for the files that know them.
$(OBJ)/engine/source/poppler/%.o: CPPFLAGS += $(shell $(PKG_CONFIG) --cflags poppler-glib)
$(OBJ)/filters/braille/louis.o: CPPFLAGS += -DLOUIS_TABLES='"$(shell $(PKG_CONFIG) --variable=tablesdir liblouis)"'
$(OBJ)/engine/sound/opus.o: CPPFLAGS += $(shell $(PKG_CONFIG) --cflags libopusenc)

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/generated/%.o: $(OBJ)/generated/%.c
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/generated/messages.c: dictionaries/messages/build.awk $(wildcard dictionaries/messages/*.tsv)
	@mkdir -p $(@D)
	$(Q)cat $(filter %.tsv,$^) | LC_ALL=C sort | LC_ALL=C awk -f $< > $@

# The French lexicon: dictionaries/build unfolds hunspell-fr, counts and weighs, and it is linked into the program.
LEXICON_SOURCES := $(wildcard dictionaries/build/*.c) $(addprefix engine/base/,arena.c buffer.c letters.c memory.c table.c text.c) engine/language/classes.c
LEXICON_DATA := $(HUNSPELL)/fr.aff $(HUNSPELL)/fr.dic dictionaries/build/counts.tsv dictionaries/build/words.tsv
build/dictionaries/lexicon: $(LEXICON_SOURCES) $(wildcard dictionaries/build/*.h) engine/language/lexicon.h engine/language/lexicon-file.h
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) -std=c11 -O2 -Wall -Wextra -Wshadow -Iengine -I. -D_GNU_SOURCE -o $@ $(LEXICON_SOURCES) -lm

build/fr.lex: build/dictionaries/lexicon $(LEXICON_DATA)
	$(Q)$< $(LEXICON_DATA) $@

$(OBJ)/engine/language/lexicon-data.o: build/fr.lex

# More frequent synonyms, of mythes-fr; linked in like the lexicon.
build/fr.syn: dictionaries/synonyms.awk dictionaries/build/counts.tsv $(MYTHES)/thes_fr.dat
	@mkdir -p $(@D)
	$(call say,AWK,$@)
	$(Q)LC_ALL=C awk -f $^ | LC_ALL=C sort > $@

$(OBJ)/engine/language/vocabulary.o: build/fr.syn

$(MYTHES)/thes_fr.dat:
	@echo "$@ is missing: 'scripts/packages build' installs it (mythes-fr)" >&2; exit 1

$(HUNSPELL)/fr.aff $(HUNSPELL)/fr.dic:
	@echo "$@ is missing: 'scripts/packages build' installs it (hunspell-fr)" >&2; exit 1

$(OBJ)/generated/words.c: dictionaries/words.awk $(WORDS)
	@mkdir -p $(@D)
	LC_ALL=C awk -f $^ > $@

# hyphens-NAME-DICTIONARY.c: the patterns of an installed dictionary, in UTF-8, as the table hyphens_NAME.
$(OBJ)/generated/hyphens-%.c: dictionaries/hyphens.awk
	@mkdir -p $(@D)
	$(call say,AWK,$@)
	$(Q)name=$(firstword $(subst -, ,$*)) dictionary=/usr/share/hyphen/hyph_$(lastword $(subst -, ,$*)).dic && \
	  test -r $$dictionary && iconv -f $$(head -n 1 $$dictionary) -t UTF-8 $$dictionary > $@.dic && \
	  LC_ALL=C awk -f $< -v step=rows -v name=$$name $@.dic | LC_ALL=C sort | \
	  LC_ALL=C awk -F '\t' -f $< -v step=table -v name=$$name > $@
	@rm $@.dic

$(BIN)/data/%: dictionaries/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(BIN)/ardoise.1 $(BIN)/ardoise.fr.1: $(BIN)/ardoise
	LC_ALL=C $< --lang $(if $(filter %.fr.1,$@),fr,en) --man-page > $@

$(BIN)/ardoise.bash: $(BIN)/ardoise
	$< --bash-completion > $@

# ---- The two commands of README.md -------------------------------------------------------------------------------------
.PHONY: packages demo check
packages:
	scripts/packages build

demo: packages
	$(MAKE) all
	scripts/demo $(BIN)/ardoise tests/lessons build/demo

check:
	scripts/packages build test
	$(MAKE) all check-unit check-native check-golden check-braille check-daisy check-heard check-original check-simplify check-cli check-faults check-louis check-failing check-fuzz check-private check-service check-install layers check-messages check-docs check-asked

# ---- Tests -------------------------------------------------------------------------------------------------------------
.PHONY: check-asked check-unit check-private check-braille check-daisy check-heard check-native check-golden check-original check-simplify check-cli check-faults check-louis check-failing check-service check-install check-messages check-docs check-asan check-ubsan
.PHONY: check-valgrind check-peers layers lint format format-check coverage fuzz bench bench-language check-words-equal print-libs
$(OBJ)/tests/%: tests/unit/%.c $(OBJ)/libardoise.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(OBJ)/libardoise.a $(LIBS)

check-unit: all $(UNIT_TESTS)
	tests/run-unit $(UNIT_TESTS)

# Every lesson to native: valid, and the same bytes when it is read again. What the unit test has generated too.
check-native: all check-unit
	tests/check-native.sh $(BIN)/ardoise

# DAISY packages by the rules of their specifications.
check-daisy: all
	tests/check-daisy.sh $(BIN)/ardoise

# Talking pages and books are in step with their sound.
check-heard: all
	tests/check-heard.py $(BIN)/ardoise $(addprefix tests/lessons/,poeme.txt anglais.docx geographie.html jardin.md sciences.md histoire.docx)

# Braille of every lesson: PEF is valid, and holds the same cells as "-t brl".
check-braille: all
	tests/check-braille.sh $(BIN)/ardoise
	tests/braille/formulas $(BIN)/ardoise

check-golden: all
	tests/check-golden.sh $(BIN)/ardoise

# Adapted and read again without the adaptation, every lesson is what it was.
check-original: all
	tests/check-original.sh $(BIN)/ardoise

# No content is lost by the simplified layout: the lessons of the tests; any other document or folder can be named.
check-simplify: all
	tests/check-simplify.py $(BIN)/ardoise tests/lessons

check-cli: all
	tests/check-cli.sh $(BIN)/ardoise

# The command line over readers that do harm: see tests/faulty/standard.c.
$(OBJ)/ardoise-faulty: tests/faulty/standard.c $(CLI_OBJECTS) $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

check-faults: $(OBJ)/ardoise-faulty
	tests/check-faults.sh $<

# With the n-th allocation or the n-th write failing, for every n: see tests/failing/failing.c.
$(OBJ)/failing: tests/failing/failing.c $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fvisibility=default $(LDFLAGS) -MMD -MP -o $@ $< $(OBJ)/libardoise.a $(LIBS)

FAILING := poeme.txt sciences.md formule.mml geographie.html dictee.docx
check-failing: $(OBJ)/failing
	rm -rf $(OBJ)/failing.room
	mkdir $(OBJ)/failing.room
	$< $(OBJ)/failing.room $(FAILING:%=tests/lessons/%)

# liblouis that fails: see tests/failing/louis.c.
$(OBJ)/failing-louis.so: tests/failing/louis.c
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -O1 -Wall -Wextra -shared -fPIC -o $@ $< -ldl

check-louis: all $(OBJ)/failing-louis.so
	tests/check-louis.sh $(BIN)/ardoise $(BIN)/ardoised $(OBJ)/failing-louis.so

check-service: all
	tests/check-service.sh $(BIN)/ardoise $(BIN)/ardoised

check-install: all
	tests/check-install.sh

# What a question asks about, recovered from every form.
check-asked: all
	tests/asked/measure $(BIN)/ardoise
	tests/asked/measure -p attention $(BIN)/ardoise
	tests/asked/verbs $(BIN)/ardoise
	tests/asked/references $(BIN)/ardoise

check-messages:
	tests/check-messages.sh
	tests/check-options.sh

check-docs:
	tests/check-docs.sh

check-private: all
	tests/check-private.py $(BIN)/ardoise

check-asan check-ubsan: check-%:
	$(MAKE) VARIANT=$* all check-unit check-golden

# valgrind knows neither Landlock nor our filter: what starts children is for the sanitizers.
SANDBOXED_TESTS := $(addprefix %/test-,jobs helpers run speech fonts)
check-valgrind: all $(UNIT_TESTS)
	VALGRIND='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite' tests/run-unit $(filter-out $(SANDBOXED_TESTS),$(UNIT_TESTS))

$(OBJ)/peer-hyphens: tests/peers/hyphens.c $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lhyphen $(LIBS)

check-peers: all
	scripts/packages build test peers
	$(MAKE) $(OBJ)/peer-hyphens
	tests/peers/run $(BIN)/ardoise
	tests/browser/run $(BIN)/ardoise

layers:
	tests/check-layers.sh
	tests/check-planted.sh
	tests/check-state.sh $(OBJ)

lint:
	cppcheck -q --std=c11 --enable=warning,portability --inline-suppr --suppress=missingIncludeSystem --suppress=varFuncNullUB --error-exitcode=1 -j 2 -Iengine -I. engine filters cli daemon

format:
	@clang-format -i $(filter %.c,$(C_FILES))

format-check:
	@clang-format --dry-run -Werror $(filter %.c,$(C_FILES))

coverage:
	$(MAKE) VARIANT=coverage all check-unit check-golden
	tests/coverage.sh build/coverage

bench: all
	tests/bench/run $(BIN)/ardoise

$(OBJ)/bench-language: tests/bench/language.c $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(OBJ)/libardoise.a $(LIBS)

bench-language: all $(OBJ)/bench-language
	taskset -c 0 tests/bench/language $(OBJ)/bench-language $(BIN)/ardoise

$(OBJ)/words-equal: tests/bench/words-equal.c $(OBJ)/libardoise.a
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) -I. $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Braille by words equals braille by lines: doc/braille.md.
check-words-equal: $(OBJ)/bench-language $(OBJ)/words-equal
	for i in 1 2 3 4 5; do $(OBJ)/bench-language --text; done | $(OBJ)/words-equal 100000

print-libs:
	@echo $(LIBS)

-include tests/fuzz/fuzz.mk

# ---- Installing --------------------------------------------------------------------------------------------------------
.PHONY: install uninstall dist
INSTALLED = $(bindir)/ardoise $(bindir)/ardoised $(libdir)/libardoise.a $(libdir)/libardoise.so $(libdir)/$(SONAME) \
  $(includedir)/ardoise.h $(libdir)/pkgconfig/ardoise.pc $(mandir)/man1/ardoise.1 \
  $(mandir)/fr/man1/ardoise.1 $(datadir)/bash-completion/completions/ardoise

install: all $(OBJ)/libardoise.a $(OBJ)/$(SONAME) $(BIN)/ardoise.1 $(BIN)/ardoise.fr.1 $(BIN)/ardoise.bash
	install -d $(sort $(dir $(addprefix $(DESTDIR),$(INSTALLED)))) $(DESTDIR)$(datadir)/ardoise/profiles
	install -m 755 $(BIN)/ardoise $(BIN)/ardoised $(DESTDIR)$(bindir)/
	install -m 644 $(OBJ)/libardoise.a $(OBJ)/$(SONAME) $(DESTDIR)$(libdir)/
	ln -sf $(SONAME) $(DESTDIR)$(libdir)/libardoise.so
	install -m 644 engine/ardoise.h $(DESTDIR)$(includedir)/
	sed -e 's|@prefix@|$(prefix)|;s|@libdir@|$(libdir)|;s|@includedir@|$(includedir)|;s|@version@|$(VERSION)|' \
	  -e 's|@libs@|$(LIBS)|' engine/ardoise.pc.in > $(DESTDIR)$(libdir)/pkgconfig/ardoise.pc
	install -m 644 $(BIN)/ardoise.1 $(DESTDIR)$(mandir)/man1/
	install -m 644 $(BIN)/ardoise.fr.1 $(DESTDIR)$(mandir)/fr/man1/ardoise.1
	install -m 644 $(BIN)/ardoise.bash $(DESTDIR)$(datadir)/bash-completion/completions/ardoise
	install -m 644 $(BIN)/data/profiles/*.profile $(DESTDIR)$(datadir)/ardoise/profiles/

uninstall:
	rm -f $(addprefix $(DESTDIR),$(INSTALLED))
	rm -rf $(DESTDIR)$(datadir)/ardoise

dist:
	git archive --prefix=ardoise-$(VERSION)/ -o ardoise-$(VERSION).tar.gz HEAD

clean:
	rm -rf build

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)
