package dev.phantom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script in a checkout of its own, with a program of twenty lines and a `mvn` that only compiles it.
class LauncherTest {
    private static final String PROGRAM = """
            package dev.phantom.cli;
            public class Main {
                public static void main(String[] args) throws Exception {
                    if (args.length == 0) System.exit(0);
                    switch (args[0]) {
                        case "exit" -> System.exit(Integer.parseInt(args[1]));
                        case "wait" -> { System.out.println("waiting"); System.in.read(); System.out.println("done"); }
                        default -> { for (var arg : args) System.out.println("<" + arg + ">"); }
                    }
                }
            }
            """;

    /// Takes the folder of `-f FOLDER/pom.xml` from its fifth argument.
    private static final String MVN = """
            #!/bin/sh
            echo built >> "$HOME/builds"
            [ ! -e "$HOME/broken" ] || { echo 'a broken source'; exit 1; }
            cp "$HOME/program.jar" "$(dirname "$5")/target/phantom.jar"
            """;

    /// All that the launcher needs of an operating system.
    private static final List<String> TOOLS = List.of(
            "sh cat cksum cp dirname find head ln locale mkdir mv nice readlink rm rmdir sleep touch tr".split(" "));

    @TempDir
    static Path programs;

    @TempDir
    Path folder;

    private Path root;
    private Path source;

    @BeforeAll
    static void compileTwoPrograms() throws IOException {
        pack(PROGRAM, "program");
        pack(PROGRAM.replace("\"<\"", "\"new <\""), "other");
    }

    private static void pack(String program, String name) throws IOException {
        Path classes = Files.createDirectories(programs.resolve(name));
        Path source = Files.writeString(classes.resolve("Main.java"), program);
        tool("javac", "-d", classes.toString(), source.toString());
        tool("jar", "-c", "-f", programs.resolve(name + ".jar").toString(), "-C", classes.toString(), ".");
    }

    private static void tool(String name, String... args) {
        assertThat(ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, args))
                .isZero();
    }

    @BeforeEach
    void layOutACheckout() throws IOException {
        root = Files.createDirectories(folder.resolve("a check out"));
        Files.createDirectories(root.resolve("tools"));
        Files.createDirectories(folder.resolve("bin"));
        for (String script : List.of("phantom", "tools/find-jdk.sh")) {
            Files.copy(Path.of(script), root.resolve(script));
        }
        source = Files.createDirectories(root.resolve("src/main/java")).resolve("Main.java");
        Files.writeString(source, "as cloned");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        script("mvn", MVN);
        for (String tool : TOOLS) {
            Path place = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(tool, "#!/bin/sh\nexec " + place + " \"$@\"\n");
        }
        Files.copy(programs.resolve("program.jar"), folder.resolve("program.jar"));
    }

    /// The cache is trained behind the back of the command that built.
    @AfterEach
    void noTrainingGoesOn() throws Exception {
        while (Files.exists(lock("phantom.lock.training"), NOFOLLOW_LINKS)) {
            Thread.sleep(10);
        }
    }

    /// Until the cache is trained: its last step writes down for which JDK.
    private void training() throws Exception {
        while (!trained()) {
            Thread.sleep(10);
        }
        noTrainingGoesOn();
    }

    private boolean trained() throws IOException {
        try (var files = Files.list(root.resolve("target"))) {
            return files.anyMatch(f -> f.toString().endsWith(".aot.jdk"));
        }
    }

    private Path lock(String name) {
        return root.resolve("target").resolve(name);
    }

    @Test
    void buildsOnceAndSaysSoThenStaysSilent() throws Exception {
        Ran first = phantom("a b", "", "*", "--x=ü");
        assertThat(first.out).isEqualTo("<a b>\n<>\n<*>\n<--x=ü>\n");
        assertThat(first.err)
                .startsWith("phantom: building, once: 1 to 3 minutes")
                .hasLineCount(1);
        Ran second = phantom("again");
        assertThat(second.out).isEqualTo("<again>\n");
        assertThat(second.err).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void readsNamesUnderALocaleThatIsNotInstalled() throws Exception {
        for (var locale : List.of("xx_YY.UTF-8", "xx")) {
            Ran ran = phantomWith(Map.of("LC_ALL", locale), "--x=ü");
            assertThat(ran.out).as(locale).isEqualTo("<--x=ü>\n");
        }
    }

    @Test
    void startsOnTheCacheThatTheBuildTrained() throws Exception {
        phantom();
        training();
        Ran ran = phantomWith(Map.of("PHANTOM_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("loaded")), "x");
        assertThat(ran.out).isEqualTo("<x>\n");
        assertThat(Files.readString(folder.resolve("loaded")))
                .containsPattern("dev\\.phantom\\.cli\\.Main source: shared objects file");
    }

    @Test
    void staysSilentOnAStaleCache() throws Exception {
        phantom();
        training();
        try (var files = Files.list(root.resolve("target"))) {
            Path jar = files.filter(f -> f.getFileName().toString().matches("phantom-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        }
        assertThat(phantom("x")).isEqualTo(new Ran(0, "<x>\n", ""));
    }

    @Test
    void rebuildsWhenASourceIsNewerOrGone() throws Exception {
        phantom();
        Files.writeString(source, "changed");
        Files.copy(programs.resolve("other.jar"), folder.resolve("program.jar"), REPLACE_EXISTING);
        Ran ran = phantom("x");
        assertThat(ran.out).isEqualTo("new <x>\n");
        assertThat(ran.err).contains("the sources changed");
        Files.delete(Files.writeString(root.resolve("src/main/java/Other.java"), ""));
        phantom("x");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void passesExitCodesThrough() throws Exception {
        assertThat(phantom("exit", "2").exit).isEqualTo(2);
        assertThat(phantom("exit", "42").exit).isEqualTo(42);
    }

    @Test
    void endsWith130OnInterrupt() throws Exception {
        phantom();
        var classes = Path.of(Unignore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var command = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes.toString(),
                Unignore.class.getName(),
                root.resolve("phantom").toString(),
                "wait");
        Process process = start(Map.of(), command, Path.of(System.getProperty("java.home"), "bin/java"));
        assertThat(process.inputReader().readLine()).isEqualTo("waiting");
        kill("INT", process);
        assertThat(process.waitFor()).isEqualTo(130);
    }

    /// A background job, `nohup`, some runners of CI: whoever started it does not want it to be interrupted.
    @Test
    void obeysAnInheritedIgnoredInterruptAndStillEndsOnTerm() throws Exception {
        phantom();
        Process patient = deafToInterrupts();
        kill("INT", patient);
        try (var in = patient.outputWriter()) {
            in.write("\n");
        }
        assertThat(patient.inputReader().readLine()).isEqualTo("done");
        assertThat(patient.waitFor()).isZero();
        Process ended = deafToInterrupts();
        kill("INT", ended);
        kill("TERM", ended);
        assertThat(ended.waitFor()).isEqualTo(143);
    }

    private Process deafToInterrupts() throws IOException {
        Process process = start(
                Map.of(),
                List.of(
                        "-c",
                        "trap '' INT; exec \"$0\" \"$@\"",
                        root.resolve("phantom").toString(),
                        "wait"),
                folder.resolve("bin/sh"));
        assertThat(process.inputReader().readLine()).isEqualTo("waiting");
        return process;
    }

    private static void kill(String signal, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void worksThroughALinkFromAnyFolder() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("bin/ph"), Path.of("..").resolve("a check out/phantom"));
        assertThat(run(Map.of(), List.of("x"), link).out).isEqualTo("<x>\n");
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        List<Process> both = List.of(
                start(Map.of(), List.of("x"), root.resolve("phantom")),
                start(Map.of(), List.of("x"), root.resolve("phantom")),
                start(Map.of(), List.of("x"), root.resolve("phantom")));
        for (Process process : both) {
            assertThat(Ran.of(process).out).isEqualTo("<x>\n");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void clearsTheLockOfADeadProcess() throws Exception {
        Files.createDirectories(root.resolve("target"));
        Files.createSymbolicLink(root.resolve("target/phantom.lock"), Path.of("pid-" + deadPid()));
        assertThat(phantom("x").out).isEqualTo("<x>\n");
    }

    /// A training that never ends, as good as the slowest one, keeps nobody from working.
    @Test
    void commandsRunWhileTheCacheIsTrained() throws Exception {
        script("nice", "#!/bin/sh\nwhile [ ! -e \"$HOME/enough\" ]; do sleep 0.1; done\n");
        assertThat(phantom("first").out).isEqualTo("<first>\n");
        assertThat(phantom("second")).isEqualTo(new Ran(0, "<second>\n", ""));
        assertThat(lock("phantom.lock.training")).isSymbolicLink();
        Files.createFile(folder.resolve("enough"));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aTrainingThatWasKilledIsDoneAgain() throws Exception {
        phantom();
        training();
        try (var files = Files.list(root.resolve("target"))) {
            for (var file : files.filter(f -> f.toString().contains(".aot")).toList()) {
                Files.delete(file);
            }
        }
        Files.createSymbolicLink(lock("phantom.lock.training"), Path.of("pid-" + deadPid()));
        phantom();
        training();
        try (var files = Files.list(root.resolve("target"))) {
            assertThat(files).anyMatch(f -> f.toString().endsWith(".aot"));
        }
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
        assertThat(first.out).isEqualTo("<x>\n");
        assertThat(first.err.lines().skip(1))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches("phantom: still building, \\d+ s \\(what Maven says: .*/phantom.log\\)"));
    }

    @Test
    void showsWhyTheBuildFailedAndTriesAgainNextTime() throws Exception {
        Files.createFile(folder.resolve("broken"));
        Ran failed = phantom("x");
        assertThat(failed.exit).isEqualTo(1);
        assertThat(failed.out).isEmpty();
        assertThat(failed.err).contains("a broken source").contains("phantom: the build failed");
        Files.delete(folder.resolve("broken"));
        assertThat(phantom("x").out).isEqualTo("<x>\n");
    }

    @Test
    void namesTheJdkThatIsNotGoodEnough() throws Exception {
        Path old = folder.resolve("jdk-21");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"21.0.4\"\n");
        assertThat(Files.createFile(old.resolve("bin/javac")).toFile().setExecutable(true))
                .isTrue();
        Ran ran = phantomWith(Map.of("PHANTOM_JAVA_HOME", old.toString()), "x");
        assertThat(ran.exit).isEqualTo(1);
        assertThat(ran.out).isEmpty();
        assertThat(ran.err).hasLineCount(1).contains("21.0.4 in " + old).contains("install a JDK 25");
    }

    @Test
    void saysThatMavenIsAbsent() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));
        assertThat(phantom("x").err).hasLineCount(1).contains("Maven 3.8");
    }

    private Ran phantom(String... args) throws Exception {
        return phantomWith(Map.of(), args);
    }

    private Ran phantomWith(Map<String, String> environment, String... args) throws Exception {
        return run(environment, List.of(args), root.resolve("phantom"));
    }

    private Ran run(Map<String, String> environment, List<String> args, Path script) throws Exception {
        return Ran.of(start(environment, args, script));
    }

    private Process start(Map<String, String> environment, List<String> args, Path script) throws IOException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(args);
        var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin").toString(),
                        "HOME",
                        folder.toString(),
                        "LC_ALL",
                        "C",
                        "PHANTOM_JAVA_HOME",
                        System.getProperty("java.home")));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private static long deadPid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private record Ran(int exit, String out, String err) {
        static Ran of(Process process) throws Exception {
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), out, err);
        }
    }
}
