# Fuzz targets: `make check-fuzz` replays our own corpus, with any compiler; `make fuzz` looks for more with libFuzzer
# (clang), FUZZ_SECONDS for each target, under the address and undefined-behaviour sanitizers. What it finds is left in
# build/fuzz/; a finding that was mended goes into tests/fuzz/corpus/.
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz-%.c,%,$(wildcard tests/fuzz/fuzz-*.c))
FUZZ_SECONDS ?= 600
FUZZ_ONLY ?= $(FUZZ_TARGETS)

CFLAGS_fuzz := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_fuzz := -fsanitize=fuzzer,address,undefined

.PHONY: check-fuzz fuzz-programs
$(OBJ)/fuzz/replay-%: tests/fuzz/fuzz-%.c tests/fuzz/standalone.c tests/fuzz/fuzz.h $(OBJ)/libardoise.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) -DFUZZ_EVERY_WRITER=1 $(CFLAGS) $(LDFLAGS) -o $@ $< tests/fuzz/standalone.c $(OBJ)/libardoise.a $(LIBS)

$(OBJ)/fuzz/fuzz-%: tests/fuzz/fuzz-%.c tests/fuzz/fuzz.h $(OBJ)/libardoise.a
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(OBJ)/libardoise.a $(LDFLAGS) $(LIBS)

check-fuzz: $(FUZZ_TARGETS:%=$(OBJ)/fuzz/replay-%)
	@for target in $(FUZZ_TARGETS); do \
	  $(OBJ)/fuzz/replay-$$target tests/fuzz/corpus/$$target | sed "s/^/fuzz-$$target: /" || exit 1; done

fuzz-programs: $(FUZZ_TARGETS:%=$(OBJ)/fuzz/fuzz-%)

fuzz:
	$(MAKE) VARIANT=fuzz CC=clang fuzz-programs
	@for target in $(FUZZ_ONLY); do mkdir -p build/fuzz/found-$$target; \
	  build/fuzz/fuzz/fuzz-$$target -max_total_time=$(FUZZ_SECONDS) -timeout=5 -rss_limit_mb=2048 -close_fd_mask=3 \
	    -artifact_prefix=build/fuzz/found-$$target/ build/fuzz/found-$$target tests/fuzz/corpus/$$target || exit 1; done
