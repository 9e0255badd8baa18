# Shortcuts; `mvn verify` alone builds and tests everything. Maven runs on the JDK 25 here, for the formatter.
JDK := $(shell sh tools/find-jdk.sh)
OPTIONS := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
MVN = $(if $(JDK),JAVA_HOME='$(JDK)' MAVEN_OPTS="$$MAVEN_OPTS $(OPTIONS)" mvn -B -ntp,$(error no JDK 25))
CORPUS := $(or $(PHANTOM_CORPUS),$(abspath ../shared/corpus))

.PHONY: check check-long format approve accuracy evals judge templates fuzz docs types permissions actions bench collector contract sbom checksums vulnerabilities demo clean

check: ## build, test, format: what a change must pass
	$(MVN) verify spotless:check

check-long: ## what takes too long for every change (up to an hour): WRITE=1 writes docs/reliability.md, OFFLINE=1 leaves out what asks a service
	$(MVN) -Plong test $(if $(WRITE),-Dphantom.docs=write -Dtests.forks=1)
	tools/interrupted/kills.sh
	tools/interrupted/disks.sh
	sh tools/checksums.sh verify
	$(if $(OFFLINE),@echo 'NOT CHECKED, since OFFLINE is set: known vulnerabilities',$(MAKE) vulnerabilities)

format: ## format every Java file
	$(MVN) -q spotless:apply

approve: ## rewrite src/test/scenarios/*/approved (or of ONLY=18-tape-store); the diff is the review
	@[ -z "$$CI" ] || { echo 'make approve: refused where CI is set' >&2; exit 1; }
	$(MVN) test -Dtest='$(if $(ONLY),ScenarioTest#comesOutAsApproved,*ScenarioTest)' -Dphantom.approve=true $(if $(ONLY),-Dphantom.scenario=$(ONLY))

accuracy: ## the measured promises of docs/accuracy.md, on the corpus (PHANTOM_CORPUS); WRITE=1 writes the page
	@[ -d '$(CORPUS)' ] || { echo 'make accuracy: set PHANTOM_CORPUS to the corpus' >&2; exit 1; }
	PHANTOM_CORPUS='$(CORPUS)' $(MVN) -Pcorpus test $(if $(WRITE),-Dphantom.docs=write -Dtests.forks=1)

evals: ## the verdict benchmark of evals/ by the rules, and the size of its prompts; WRITE=1 writes its blocks of docs/accuracy.md
	$(MVN) -Plong test -Dtest=VerdictBenchmarkTest $(if $(WRITE),-Dphantom.docs=write -Dtests.forks=1)

judge: ## cfn-lint on every patched template of the laws; WRITE=1 writes its block of docs/accuracy.md
	@[ -d '$(CORPUS)' ] || { echo 'make judge: set PHANTOM_CORPUS to the corpus' >&2; exit 1; }
	PHANTOM_CORPUS='$(CORPUS)' sh tools/judge/judge.sh $(if $(MOST),--most $(MOST)) $(if $(WRITE),--write)

templates: ## templates of pinned source archives: read, compared with themselves, every literal edited; needs python3; WRITE=1 writes its block of docs/accuracy.md
	@[ -d '$(CORPUS)' ] || { echo 'make templates: set PHANTOM_CORPUS to the corpus' >&2; exit 1; }
	PHANTOM_CORPUS='$(CORPUS)' sh tools/templates/build.sh
	$(MVN) -Pcorpus test -Dtest=HandWrittenTemplatesTest -Dphantom.templates=target/templates $(if $(WRITE),-Dphantom.docs=write)

fuzz: ## search for inputs that break TEST=SomeFuzzTest#method (a crash becomes a kept input)
	JAZZER_FUZZ=1 $(MVN) test -Dtest='$(TEST)' -Djazzer.hooks=true

docs: ## rewrite the generated pages of docs/
	$(MVN) -q test -Dtest='DocsTest,SecretCorpusTest,KeptFactsLawsTest#theyAreCountedWhereTheyAreDescribed' -Dphantom.docs=write -Dtests.forks=1

types: ## rebuild the embedded table of resource types
	sh tools/types/build.sh

permissions: ## rebuild what is known of IAM actions; needs npm
	sh tools/permissions/build.sh

actions: ## rebuild the table of IAM actions (npm)
	sh tools/actions/build.sh

bench: ## measure; see docs/benchmarks.md
	sh bench/run.sh

collector: ## send one run to an OpenTelemetry Collector built from its modules, and compare; needs go and python3
	sh tools/collector/run.sh

contract: ## hold every request to GitHub against GitHub's own OpenAPI document; needs node and npm
	sh tools/github-contract/run.sh $(ONLY)

sbom: ## target/phantom.cdx.json: what is shipped, in CycloneDX
	$(MVN) -q cyclonedx:makeBom

checksums: ## record the checksum of every library and plugin, after a change of one; the diff is the review
	sh tools/checksums.sh record

vulnerabilities: sbom ## known vulnerabilities in what is shipped (Go, and OSV over the network or in DATABASE=folder)
	sh tools/vulnerabilities.sh $(DATABASE)

demo: ## the whole loop on an embedded world
	./phantom demo

clean:
	rm -rf target
