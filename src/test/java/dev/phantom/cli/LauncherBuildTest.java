package dev.phantom.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The first use builds, once, and says so; what keeps it from building is one line.
final class LauncherBuildTest extends LauncherCheckout {

    @Test
    void buildsOnceAndSaysSoThenStaysSilent() throws Exception {
        Ran first = phantom("a b", "", "*", "--x=ü");
        assertThat(first.out()).isEqualTo("<a b>\n<>\n<*>\n<--x=ü>\n");
        assertThat(first.err())
                .startsWith("phantom: building, once: 1 to 3 minutes")
                .hasLineCount(1);
        Ran second = phantom("again");
        assertThat(second.out()).isEqualTo("<again>\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void rebuildsWhenASourceIsNewerOrGone() throws Exception {
        phantom();
        Files.writeString(source, "changed");
        Files.copy(programs.resolve("other.jar"), folder.resolve("program.jar"), REPLACE_EXISTING);
        Ran ran = phantom("x");
        assertThat(ran.out()).isEqualTo("new <x>\n");
        assertThat(ran.err()).contains("the sources changed");
        Files.delete(Files.writeString(root.resolve("src/main/java/Other.java"), ""));
        phantom("x");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        List<Process> both = List.of(
                start(Map.of(), List.of("x"), root.resolve("phantom")),
                start(Map.of(), List.of("x"), root.resolve("phantom")),
                start(Map.of(), List.of("x"), root.resolve("phantom")));
        for (Process process : both) {
            assertThat(Ran.of(process).out()).isEqualTo("<x>\n");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void clearsTheLockOfADeadProcess() throws Exception {
        Files.createDirectories(root.resolve("target"));
        Files.createSymbolicLink(root.resolve("target/phantom.lock"), Path.of("pid-" + deadPid()));
        assertThat(phantom("x").out()).isEqualTo("<x>\n");
    }

    @Test
    void aLongBuildSaysThatItIsStillBuilding() throws Exception {
        script("sleep", """
                #!/bin/sh
                [ ! -e "$HOME/ticking" ] || : > "$HOME/ticked"
                : > "$HOME/ticking"
                exec /bin/sleep 0.01
                """);
        script("mvn", MVN.replace("echo built", "until [ -e \"$HOME/ticked\" ]; do sleep 1; done\necho built"));
        Ran first = phantom("x");
        assertThat(first.out()).isEqualTo("<x>\n");
        assertThat(first.err().lines().skip(1))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches("phantom: still building, \\d+ s \\(what Maven says: .*/phantom.log\\)"));
    }

    @Test
    void showsWhyTheBuildFailedAndTriesAgainNextTime() throws Exception {
        Files.createFile(folder.resolve("broken"));
        Ran failed = phantom("x");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("a broken source").contains("phantom: the build failed");
        Files.delete(folder.resolve("broken"));
        assertThat(phantom("x").out()).isEqualTo("<x>\n");
    }

    @Test
    void namesTheJdkThatIsNotGoodEnough() throws Exception {
        Path old = folder.resolve("jdk-21");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"21.0.4\"\n");
        assertThat(Files.createFile(old.resolve("bin/javac")).toFile().setExecutable(true))
                .isTrue();
        Ran ran = phantomWith(Map.of("PHANTOM_JAVA_HOME", old.toString()), "x");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).hasLineCount(1).contains("21.0.4 in " + old).contains("install a JDK 25");
    }

    @Test
    void saysThatMavenIsAbsent() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        assertThat(phantom("x").err()).hasLineCount(1).contains("Maven 3.8");
    }
}
