package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Chromium without a screen, driven by its own driver as the W3C's WebDriver says.
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Nobody is asked for anything, and what the page complains about is kept.
    private static final Map<String, Object> WANTED = Map.of(
            "goog:loggingPrefs",
            Map.of("browser", "ALL"),
            "goog:chromeOptions",
            Map.of(
                    "args",
                    List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String sessions;
    private String id = "";

    /// Whether there is one on this machine.
    static boolean known() {
        return onPath("chromium") && onPath("chromedriver");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Its driver gives it a new profile and takes it away again.
    Browser() throws IOException, InterruptedException {
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        var begun = false;
        try {
            var said = new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8);
            sessions = "http://127.0.0.1:" + port(new BufferedReader(said)) + "/session";
            id = call("POST", "", Map.of("capabilities", Map.of("alwaysMatch", WANTED)))
                    .get("sessionId")
                    .textValue();
            begun = true;
        } finally {
            if (!begun) {
                driver.destroy();
            }
        }
    }

    private static String port(BufferedReader said) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            var port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
        }
        throw new IOException("chromedriver ended before it was ready");
    }

    private JsonNode call(String method, String path, Object body) throws IOException, InterruptedException {
        var content = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
                : HttpRequest.BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(URI.create(sessions + (id.isEmpty() ? "" : "/" + id) + path))
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        var value = JSON.readTree(response.body()).get("value");
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    method + " " + path + ": " + value.path("message").asText());
        }
        return value;
    }

    /// @param scheme `light` or `dark`
    void show(Path page, int width, int height, String scheme) throws IOException, InterruptedException {
        tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        tell(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        call("POST", "/url", Map.of("url", page.toUri().toString()));
    }

    private JsonNode tell(String command, Map<String, ?> parameters) throws IOException, InterruptedException {
        return call("POST", "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    JsonNode run(String script) throws IOException, InterruptedException {
        return call("POST", "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /// @param script calls its last argument with what it found
    JsonNode wait(String script) throws IOException, InterruptedException {
        return call("POST", "/execute/async", Map.of("script", script, "args", List.of()));
    }

    private String element(String selector) throws IOException, InterruptedException {
        return call("POST", "/element", Map.of("using", "css selector", "value", selector))
                .elements()
                .next()
                .textValue();
    }

    void click(String selector) throws IOException, InterruptedException {
        call("POST", "/element/" + element(selector) + "/click", Map.of());
    }

    /// The Enter key, on what has the focus.
    void enter(String selector) throws IOException, InterruptedException {
        call("POST", "/element/" + element(selector) + "/value", Map.of("text", "\uE007"));
    }

    /// What it complained about: a script that failed, what a policy kept from running.
    List<String> complaints() throws IOException, InterruptedException {
        return call("POST", "/se/log", Map.of("type", "browser")).findValuesAsText("message");
    }

    void picture(Path file) throws IOException, InterruptedException {
        var image = tell("Page.captureScreenshot", Map.of("captureBeyondViewport", false));
        Files.write(file, Base64.getDecoder().decode(image.get("data").textValue()));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            call("DELETE", "", Map.of());
        } finally {
            driver.destroy();
            driver.waitFor();
            http.close();
        }
    }
}
