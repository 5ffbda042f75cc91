# An alias of make.py, where the work is. Another Python: make book PYTHON=python3.12
# More words for a verb: make test WITH="-k journal"
PYTHON ?= $(shell command -v python3 || command -v python)
VERBS := help book test quick soak way-out bench assets lint lock clean

.PHONY: $(VERBS)
$(VERBS):
	@$(PYTHON) make.py $@ $(WITH)
