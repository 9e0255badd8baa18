package dev.phantom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.fault.Code;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user can type is never a fault of Phantom's own: one line, the value, and what to do.
class OddNamesTest {

    /// As the shell writes it, so that the bytes are those of UTF-8 whatever the locale of this test is.
    private static final String UMLAUT = "$(printf '\\303\\274')";

    @TempDir
    static Path folder;

    /// An AWS that refuses whatever it is asked: nothing is asked twice.
    private static HttpServer aws;

    @AfterAll
    static void closeServer() {
        aws.stop(0);
    }

    @BeforeAll
    static void openServer() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        aws.start();
    }

    @BeforeAll
    static void makeFiles() throws Exception {
        for (var file : List.of("safe.yaml", "live.json")) {
            Files.copy(Path.of("tools/training", file), folder.resolve(file));
        }
        Files.createDirectory(folder.resolve("folder"));
        Files.write(folder.resolve("bytes.file"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'b', (byte) 0xc3});
        Files.writeString(folder.resolve("run.yaml"), """
                version: 1
                safe: {folder: .}
                stacks: [{name: s, account: "111122223333", region: us-east-1, template: safe.yaml, mode: report}]
                """);
        var made = new ProcessBuilder(
                        "sh", "-c", "mkdir \"L" + UMLAUT + "\" && cp safe.yaml live.json \"L" + UMLAUT + "\"")
                .directory(folder.toFile())
                .start();
        assertThat(made.waitFor()).isZero();
    }

    /// Every command that takes a file or a folder, under every option that names one.
    private static final List<String> LINES = List.of(
            "diff --safe NAME --live live.json",
            "diff --safe safe.yaml --live NAME",
            "diff --safe safe.yaml --live live.json --live-resources NAME",
            "diff --safe safe.yaml --live live.json --deployed NAME",
            "diff --safe safe.yaml --live live.json --parameters NAME",
            "diff --safe safe.yaml --live live.json --ignore NAME",
            "diff --safe safe.yaml --live live.json --previous NAME",
            "diff --safe safe.yaml --live live.json --stack-resources NAME",
            "diff --safe safe.yaml --live live.json --stack-description NAME",
            "diff --batch NAME",
            "cost NAME",
            "cost --safe safe.yaml --live NAME",
            "template check NAME",
            "template set NAME Db /AllocatedStorage 200 --write",
            "run --config NAME",
            "run --dry-run --config run.yaml --out NAME",
            "run --dry-run --config run.yaml --history NAME",
            "adopt --config NAME",
            "adopt --config run.yaml --history NAME",
            "analyze --case NAME",
            "demo --out NAME",
            "scan stack --region us-east-1 --out NAME",
            "init --region us-east-1 --root NAME",
            "init --region us-east-1 --out NAME",
            "doctor --config NAME",
            "reconcile plan NAME",
            "reconcile apply NAME --config run.yaml");

    private static Stream<Arguments> lines() {
        return LINES.stream().map(Arguments::of);
    }

    /// Names that are odd, and files that are.
    private static Stream<Arguments> oddities() {
        return Stream.of("", "folder", "bytes.file", "x".repeat(300), "d/".repeat(2500), "safe.yaml/x", "/dev/null/x")
                .flatMap(name ->
                        LINES.stream().filter(line -> !writesInto(line, name)).map(line -> Arguments.of(line, name)));
    }

    /// What is a good place to write to is no oddity, and the command would go on to ask AWS.
    private static boolean writesInto(String line, String name) {
        return (name.isEmpty() || name.equals("folder"))
                && Stream.of("demo", "--history NAME", "--dry-run", "--root NAME")
                        .anyMatch(line::contains);
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void noOddNameIsAFaultOfPhantoms(String line, String name) {
        var shown = shell().set("PHANTOM_CONFIG", "").run(words(line, name));
        assertThat(shown.err()).doesNotContain(Code.INTERNAL_ERROR.id(), "Exception", "\tat ");
    }

    /// What gets so far asks this machine, and no other.
    private Shell shell() {
        return new Shell()
                .in(folder)
                .set("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.getAddress().getPort());
    }

    private static String[] words(String line, String name) {
        return Stream.of(line.split(" "))
                .map(word -> word.equals("NAME") ? name : word)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aNameThatNoFileCanHaveIsRefusedByItsCode(String line) {
        var shown = shell().run(words(line, "a\0b"));
        assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.err().lines())
                .last()
                .asString()
                .contains("PH-CLI-004 a b ")
                .contains("NUL character", "choose another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff --safe NAME --live live.json",
                "demo --out NAME",
                "run --config NAME",
                "analyze --case NAME",
                "template check NAME"
            })
    void aNameThatTheLocaleCannotHoldSaysWhichLocaleCan(String line) throws Exception {
        var shown = underALocaleThatIsNotInstalled(folder, line.replace("NAME", "\"Ausgabe " + UMLAUT + "\""));
        assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.err())
                .hasLineCount(1)
                .startsWith("PH-CLI-004 Ausgabe ")
                .contains("charset of the locale", "LC_ALL=C.UTF-8");
    }

    @Test
    void aFolderThatTheLocaleCannotHoldIsNotSaidToLackFiles() throws Exception {
        var here = "cd \"L" + UMLAUT + "\" && ";
        var shown = underALocaleThatIsNotInstalled(folder, here, "diff --safe safe.yaml --live live.json");
        assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(shown.err()).hasLineCount(1).startsWith("PH-CLI-004 ").contains("LC_ALL=C.UTF-8");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = Integer.toString(taken.getLocalPort());
            var shown = new Shell().in(folder).run("demo", "--out", "served", "--serve", "--port", port);
            assertThat(shown.code()).isEqualTo(ExitCode.ERROR);
            assertThat(shown.out()).isEmpty();
            assertThat(shown.err())
                    .hasLineCount(1)
                    .startsWith("PH-CLI-005 ")
                    .contains("127.0.0.1:" + port, "in use", "another port")
                    .doesNotContain(Code.INTERNAL_ERROR.id());
        }
    }

    private static Shell.Result underALocaleThatIsNotInstalled(Path from, String line) throws Exception {
        return underALocaleThatIsNotInstalled(from, "", line);
    }

    /// The whole program, as its launcher starts it where not even C.UTF-8 is there.
    private static Shell.Result underALocaleThatIsNotInstalled(Path from, String first, String line) throws Exception {
        var words = new ArrayList<String>();
        words.add("\"" + Path.of(System.getProperty("java.home"), "bin/java") + "\"");
        words.add("-XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp \"$CLASSES\"");
        words.add("dev.phantom.cli.Main " + line);
        var builder = new ProcessBuilder("sh", "-c", first + "exec " + String.join(" ", words))
                .directory(from.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("CLASSES", classPath());
        builder.environment().put("LC_ALL", "xx_YY.UTF-8");
        var code = builder.start().waitFor();
        return new Shell.Result(
                code,
                Files.readString(folder.resolve("out"), UTF_8),
                Files.readAllLines(folder.resolve("err"), UTF_8).stream()
                        .filter(said -> !said.contains("setlocale")) // the shell's own word
                        .collect(Collectors.joining("\n")));
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
