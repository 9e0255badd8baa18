package dev.phantom.analysis.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.background.Architecture.Traced;
import dev.phantom.iac.Element;
import dev.phantom.iac.Element.Kind;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.SafeStateHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which commits touched which lines.
class LineHistoryTest {

    private static final String FILE = "t.yaml";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final Traced FLEET = new Traced(FILE, "Fleet", new Element.Id(Kind.RESOURCE, "Fleet"), "");

    private static Traced parameter(String name) {
        return new Traced(FILE, "parameter " + name, new Element.Id(Kind.PARAMETER, name), "");
    }

    /// A repository whose commits are told one after the other.
    private static final class Repository implements SafeStateHistory {
        private final List<Commit> commits = new ArrayList<>();
        private final Map<String, String> texts = new LinkedHashMap<>();
        private int most = MOST;
        int read;

        Repository commit(String subject, String text) {
            return commit(subject, "Ada", text);
        }

        Repository commit(String subject, String author, String text) {
            var parents = commits.isEmpty()
                    ? List.<String>of()
                    : List.of(commits.getFirst().id());
            return add(subject, author, text, parents);
        }

        Repository add(String subject, String author, String text, List<String> parents) {
            var id = "%040d".formatted(commits.size() + 1);
            var at = BEGIN.plus(Duration.ofDays(commits.size()));
            commits.addFirst(Commit.of(id, at, subject + "\n\nLong words.\n", author, "a@acme.example", parents));
            texts.put(id, text);
            return this;
        }

        Repository showing(int number) {
            most = number;
            return this;
        }

        @Override
        public Log log(String path) {
            return new Log(commits.stream().limit(most).toList(), commits.size() <= most, List.of());
        }

        @Override
        public Optional<String> text(String path, String commit) {
            read++;
            return Optional.ofNullable(texts.get(commit)).filter(text -> !text.isEmpty());
        }
    }

    private static String template(int size, String note, String other) {
        return "Parameters:\n  Size: { Type: Number, Default: %d }\nResources:\n%s  Fleet:\n    Type: T\n    Properties: { MaxSize: !Ref Size }\n  Other:\n    Type: %s\n"
                .formatted(size, note.isEmpty() ? "" : "  # " + note + "\n", other);
    }

    private static List<String> subjects(SafeStateHistory source, Traced... traced) {
        return found(source, traced).commits().stream()
                .map(commit -> commit.subject() + " " + commit.touched())
                .toList();
    }

    private static LineHistory.Found found(SafeStateHistory source, Traced... traced) {
        return new LineHistory(source, new CloudFormation()).of(List.of(traced), name -> name.charAt(0) + "…");
    }

    @Test
    void onlyWhatChangedTheLinesTouchedThem() {
        var repository = new Repository()
                .commit("Begin", template(4, "", "A"))
                .commit("Change the other one", template(4, "", "B"))
                .commit("Six is what the reserved instances cover", template(6, "", "B"))
                .commit("Move everything down", "\n\n\n" + template(6, "", "B"))
                .commit("Say why", template(6, "for the sale", "B"));
        assertThat(subjects(repository, FLEET, parameter("Size")))
                .containsExactly(
                        "Say why [Fleet]",
                        "Six is what the reserved instances cover [parameter Size]",
                        "Begin [Fleet, parameter Size]");
    }

    @Test
    void peopleAndProgramsAreToldApart() {
        var repository = new Repository()
                .commit("Begin", "Ada Lovelace", template(4, "", "A"))
                .commit("Bump", "renovate[bot]", template(6, "", "A"));
        assertThat(found(repository, parameter("Size")).commits())
                .satisfiesExactly(
                        bump -> {
                            assertThat(bump.author()).isEqualTo("renovate[bot]");
                            assertThat(bump.bot()).isTrue();
                            assertThat(bump.at()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
                        },
                        begin -> {
                            assertThat(begin.author()).isEqualTo("A…");
                            assertThat(begin.bot()).isFalse();
                        });
    }

    /// A hundred commits to a busy file, one of which matters: few versions are read.
    @Test
    void aNeedleIsFoundWithFewReads() {
        var repository = new Repository();
        for (int i = 0; i < 95; i++) {
            repository.commit("Commit " + i, template(i < 41 ? 4 : 6, "", "A" + i));
        }
        assertThat(subjects(repository, parameter("Size")))
                .containsExactly("Commit 41 [parameter Size]", "Commit 0 [parameter Size]");
        assertThat(repository.read).isLessThanOrEqualTo(FileVersions.MOST_READ);
    }

    @Test
    void whatIsNotReadIsSaid() {
        var repository = new Repository();
        for (int i = 0; i < 12; i++) {
            repository.commit("Commit " + i, template(4, "", "A" + i));
        }
        var found = found(repository.showing(5), parameter("Size"));
        assertThat(found.commits()).isEmpty();
        assertThat(found.gaps())
                .containsExactly(
                        "parameter Size: the last 5 commits of t.yaml did not touch it; older ones are not read");
    }

    @Test
    void aBusyElementEndsWithItsTenLatestAndTheReadsAreBounded() {
        var repository = new Repository();
        for (int i = 0; i < 60; i++) {
            repository.commit("Commit " + i, template(i, "", "A"));
        }
        assertThat(subjects(repository, parameter("Size"))).hasSize(10).startsWith("Commit 59 [parameter Size]");
        assertThat(repository.read).isLessThanOrEqualTo(FileVersions.MOST_READ);
    }

    /// A commit on another branch did not touch what its neighbour in the list did.
    @Test
    void branchesAreNotMistakenForEachOther() {
        var repository = new Repository()
                .commit("Begin", template(4, "", "A"))
                .add("Grow", "Ada", template(6, "", "A"), List.of("%040d".formatted(1)))
                .add("Change the other one", "Ada", template(4, "", "B"), List.of("%040d".formatted(1)))
                .add("Merge", "Ada", template(6, "", "B"), List.of("%040d".formatted(3), "%040d".formatted(2)));
        assertThat(subjects(repository, parameter("Size")))
                .doesNotContain("Change the other one [parameter Size]", "Merge [parameter Size]");
    }

    @Test
    void theValueInAParameterFileHasAHistoryOfItsOwn() {
        var repository = new Repository()
                .commit("Begin", "[{\"ParameterKey\": \"Size\", \"ParameterValue\": \"4\"}]")
                .commit(
                        "Add a stage",
                        "[{\"ParameterKey\": \"Stage\", \"ParameterValue\": \"x\"},\n {\"ParameterKey\": \"Size\", \"ParameterValue\": \"4\"}]")
                .commit("Grow", "[{\"ParameterKey\": \"Size\", \"ParameterValue\": \"6\"}]");
        assertThat(subjects(repository, new Traced("p.json", "value of parameter Size", null, "Size")))
                .containsExactly("Grow [value of parameter Size]", "Begin [value of parameter Size]");
    }

    @Test
    void aVersionThatCannotBeReadEndsTheSearchWhichIsSaid() {
        var repository = new Repository()
                .commit("Broken", "Resources: [")
                .commit("Begin", template(4, "", "A"))
                .commit("Grow", template(6, "", "A"));
        var found = found(repository, parameter("Size"));
        assertThat(found.commits()).extracting(Commit::subject).containsExactly("Grow");
        assertThat(found.gaps()).singleElement().asString().contains("older commits of t.yaml are not read");
    }

    @Test
    void whereNobodyIsAskedThatIsSaid() {
        var found = found(SafeStateHistory.none("excluded by configuration (evidence.send)"), FLEET);
        assertThat(found.commits()).isEmpty();
        assertThat(found.gaps()).containsExactly("excluded by configuration (evidence.send)");
    }
}
