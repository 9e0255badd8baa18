package dev.phantom.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFolderSafeStateTest {
    private static final Formats FORMATS = new Formats(List.of(new CloudFormation()));

    private static final String TEMPLATE = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n";

    @TempDir
    Path folder;

    private static Stack stack(String template, String... parameters) {
        return new Stack(new StackId("", "", "a"), "prod", template, List.of(parameters), "", "", Stack.Mode.REPORT);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aPlainFolderHasNoCommit() throws IOException {
        write("stacks/a.yaml", TEMPLATE);
        write("stacks/p.json", "{\"Size\":\"6\"}");

        var state = new LocalFolderSafeState(folder, FORMATS).read(stack("stacks/a.yaml", "stacks/p.json"));

        assertThat(state.source()).isEqualTo(SafeState.Source.FOLDER);
        assertThat(state.commit()).isEmpty();
        assertThat(state.template().text()).isEqualTo(TEMPLATE);
        assertThat(state.template().file()).isEqualTo("stacks/a.yaml");
        assertThat(state.parameters()).extracting(p -> p.name()).containsExactly("Size");
    }

    @Test
    void aCheckoutNamesItsCommitWhileTheFilesAreThatCommits() throws Exception {
        write("infra/stacks/a.yaml", TEMPLATE);
        write("infra/stacks/b.yaml", TEMPLATE);
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            var head = git.commit()
                    .setMessage("m")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .setSign(false)
                    .call()
                    .name();
            var source = new LocalFolderSafeState(folder.resolve("infra"), FORMATS);

            assertThat(source.read(stack("stacks/a.yaml")).commit()).isEqualTo(head);
            write("infra/stacks/a.yaml", TEMPLATE + "# mine\n");
            assertThat(source.read(stack("stacks/a.yaml")).commit()).isEmpty();
            assertThat(source.read(stack("stacks/b.yaml")).commit()).isEqualTo(head);
            write("infra/stacks/b.yaml", TEMPLATE.replace("\n", "\r\n"));
            assertThat(source.read(stack("stacks/b.yaml")).commit()).isEqualTo(head);
            write("infra/stacks/new.yaml", TEMPLATE);
            assertThat(source.read(stack("stacks/new.yaml")).commit()).isEmpty();
        }
    }

    @Test
    void aFileBesideTheTemplatesIsReadOrIsNotThere() throws IOException {
        write("safe/.phantom/ignore.yaml", "version: 1\n");
        write("secret.yaml", "x: y\n");
        Files.createSymbolicLink(folder.resolve("safe/.phantom/adopted.yaml"), folder.resolve("secret.yaml"));
        var source = new LocalFolderSafeState(folder.resolve("safe"), FORMATS);
        assertThat(source.beside(".phantom/ignore.yaml").map(String::new)).contains("version: 1\n");
        assertThat(source.beside(".phantom/other.yaml")).isEmpty();
        assertThatThrownBy(() -> source.beside(".phantom/adopted.yaml")).hasMessageContaining("outside the folder");
    }

    @Test
    void nothingOutsideTheFolderIsRead() throws IOException {
        write("secret.yaml", TEMPLATE);
        write("safe/a.yaml", TEMPLATE);

        assertThatThrownBy(
                        () -> new LocalFolderSafeState(folder.resolve("safe"), FORMATS).read(stack("../secret.yaml")))
                .hasMessageContaining("it is outside the folder");
        Files.createSymbolicLink(folder.resolve("safe/link.yaml"), folder.resolve("secret.yaml"));
        assertThatThrownBy(() -> new LocalFolderSafeState(folder.resolve("safe"), FORMATS).read(stack("link.yaml")))
                .hasMessageContaining("leads outside the folder");
        assertThatThrownBy(() -> new LocalFolderSafeState(folder, FORMATS).read(stack("none.yaml")))
                .hasMessageContaining("the file does not exist");
    }

    /// A file of three gigabytes is refused for its size, before it is read, and takes no other stack with it.
    @Test
    void whatIsTooLargeIsRefusedForItsSize() throws IOException {
        write("a.yaml", TEMPLATE);
        try (var large = new RandomAccessFile(folder.resolve("large.yaml").toFile(), "rw")) {
            large.setLength(3_000_000_000L);
        }
        var source = new LocalFolderSafeState(folder, FORMATS);
        for (var stack : List.of(stack("large.yaml"), stack("a.yaml", "large.yaml"))) {
            assertThatThrownBy(() -> source.read(stack))
                    .hasMessageStartingWith("PH-TPL-003 large.yaml is 3000000000 bytes long; the limit is 10000000");
        }
        assertThatThrownBy(() -> source.beside("large.yaml")).hasMessageStartingWith("PH-TPL-003 ");
        assertThat(source.read(stack("a.yaml")).template().text()).isEqualTo(TEMPLATE);
    }

    /// A pipe never ends, and nobody may be made to wait for it.
    @Test
    void nothingButAFileIsRead() throws Exception {
        Files.createDirectories(folder.resolve(".phantom"));
        var pipe = folder.resolve(".phantom/ignore.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertTimeoutPreemptively(
                Duration.ofMinutes(10),
                () -> assertThatThrownBy(() -> new LocalFolderSafeState(folder, FORMATS).beside(".phantom/ignore.yaml"))
                        .hasMessageContaining("it is no file"));
    }

    @Test
    void aCheckoutKnowsTheCommitsOfItsFiles() throws Exception {
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            write("infra/stacks/a.yaml", TEMPLATE);
            commit(git, "Begin");
            write("other.md", "elsewhere");
            commit(git, "Elsewhere");
            write("infra/stacks/a.yaml", TEMPLATE + "# more\n");
            commit(git, "Say more\n\nAnd why.");
        }
        var history = new LocalFolderSafeState(folder.resolve("infra"), FORMATS).history();

        var log = history.log("stacks/a.yaml");

        assertThat(log.commits())
                .extracting(c -> c.subject() + ", " + c.author())
                .containsExactly("Say more, Ada", "Begin, Ada");
        assertThat(log.whole()).isTrue();
        assertThat(history.text("stacks/a.yaml", log.commits().get(1).id())).contains(TEMPLATE);
        assertThat(history.text(
                        "stacks/a.yaml", log.commits().getFirst().parents().getFirst()))
                .as("the commit between did not touch it")
                .contains(TEMPLATE);
        assertThat(history.text("stacks/b.yaml", log.commits().get(1).id())).isEmpty();
        assertThat(history.log("stacks/none.yaml").commits()).isEmpty();
    }

    private static void commit(Git git, String message) throws Exception {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("Ada", "a@b")
                .setCommitter("Ada", "a@b")
                .setSign(false)
                .call();
    }

    @Test
    void aFolderThatIsNoCheckoutHasNoHistoryWhichIsSaid() throws IOException {
        write("stacks/a.yaml", TEMPLATE);
        assertThat(new LocalFolderSafeState(folder, FORMATS)
                        .history()
                        .log("stacks/a.yaml")
                        .gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.text()).contains("the folder is no git checkout"));
    }
}
