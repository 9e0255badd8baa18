package dev.phantom.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.stack.KeptAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Answers of GitHub that a conditional request may be made with, those last used: of this run, and of earlier ones
/// where they are kept. What is kept is sealed with the credential that was shown for it, so whoever finds it can read
/// no more than who could ask GitHub. Safe for several threads.
public final class HeldAnswers {

    private static final int MOST = 300;
    private static final int LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param etag empty for one that was given without
    record Answer(int status, String etag, byte[] body, Map<String, List<String>> headers) {}

    private final KeptAnswers kept;
    private final String place;
    private final Credential credential;
    private @Nullable Map<String, Answer> all;

    private HeldAnswers(KeptAnswers kept, String place, Credential credential) {
        this.kept = kept;
        this.place = place;
        this.credential = credential;
    }

    /// Of one run.
    public static HeldAnswers ofRun() {
        return new HeldAnswers(KeptAnswers.NONE, "github/answers", new Credential.Token(""));
    }

    /// @param repository `owner/name`
    public static HeldAnswers kept(KeptAnswers kept, String repository, Credential credential) {
        return new HeldAnswers(kept, "github-" + repository.replace('/', '-') + "/answers", credential);
    }

    synchronized Optional<Answer> find(String question) {
        return Optional.ofNullable(answers().get(question));
    }

    synchronized void put(String question, Answer answer) {
        if (answer.body().length > LARGEST) {
            return;
        }
        var there = answers();
        there.put(question, answer);
        if (there.size() > MOST) {
            there.remove(there.keySet().iterator().next());
        }
    }

    /// Whether an answer with this status is held to a question that holds this text.
    synchronized boolean has(int status, String part) {
        return answers().entrySet().stream()
                .anyMatch(e -> e.getValue().status() == status && e.getKey().contains(part));
    }

    /// For the next run.
    public synchronized void save() {
        var there = all;
        if (there == null || !credential.isSet()) {
            return;
        }
        var root = JSON.createObjectNode();
        there.forEach((question, answer) -> put(root.putObject(question), answer));
        try {
            kept.keep(place, new Sealed(key()).seal(root.toString()));
        } catch (GeneralSecurityException | IOException e) {
            return; // the next run asks for all of it
        }
    }

    private Map<String, Answer> answers() {
        var there = all;
        if (there == null) {
            there = new LinkedHashMap<>(16, 0.75f, true);
            if (credential.isSet()) {
                read(there);
            }
            all = there;
        }
        return there;
    }

    /// Nothing of what another credential sealed, or is damaged.
    private void read(Map<String, Answer> into) {
        try {
            var text = kept.find(place);
            if (text.isPresent()) {
                JSON.readTree(new Sealed(key()).open(text.get())).properties().forEach(e -> {
                    var node = e.getValue();
                    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
                    node.path("headers").properties().forEach(h -> {
                        var values = new ArrayList<String>();
                        h.getValue().forEach(value -> values.add(value.asText()));
                        headers.put(h.getKey(), values);
                    });
                    into.put(
                            e.getKey(),
                            new Answer(
                                    node.path("status").asInt(),
                                    node.path("etag").asText(),
                                    Base64.getDecoder().decode(node.path("body").asText()),
                                    headers));
                });
            }
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            into.clear();
        }
    }

    private static void put(ObjectNode node, Answer answer) {
        node.put("status", answer.status())
                .put("etag", answer.etag())
                .put("body", Base64.getEncoder().encodeToString(answer.body()));
        var headers = node.putObject("headers");
        answer.headers().forEach((name, values) -> {
            var all = headers.putArray(String.valueOf(name));
            values.forEach(all::add);
        });
    }

    /// Of the credential, for this use alone.
    private byte[] key() throws GeneralSecurityException, IOException {
        var secret = switch (credential) {
            case Credential.Token(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case Credential.App(String id, Path file) -> Files.readAllBytes(file);
        };
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal("phantom: kept answers of GitHub".getBytes(StandardCharsets.UTF_8));
    }
}
