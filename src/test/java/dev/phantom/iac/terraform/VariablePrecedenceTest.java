package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 100 modules whose variables have values in several files: `terraform console`, which has to be on PATH, and Phantom
/// give each variable the same value.
@Tag("corpus")
class VariablePrecedenceTest {

    private static final int CASES = 100;
    private static final List<String> FILES = List.of(
            "live/terraform.tfvars",
            "live/terraform.tfvars.json",
            "live/a.auto.tfvars",
            "live/b.auto.tfvars.json",
            "live/c.auto.tfvars",
            "live/other.tfvars",
            "env/one.tfvars",
            "env/two.tfvars.json");
    private static final List<String> TYPES = List.of(
            "string",
            "number",
            "list(string)",
            "map(string)",
            "set(string)",
            "any",
            "object({ a = string, b = optional(number, 7) })");

    @TempDir
    private Path folder;

    @Test
    void isTerraforms() throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        int variables = 0;
        for (int i = 0; i < CASES; i++) {
            var module = module(new Random(i));
            var place = folder.resolve("case" + i);
            for (var file : module.texts().entrySet()) {
                Files.createDirectories(place.resolve(file.getKey()).getParent());
                Files.writeString(place.resolve(file.getKey()), file.getValue());
            }
            String real = console(place.resolve("live"), module.values());
            var own = module.declared().outputs().get("all");
            variables += TYPES.size();
            if (!(own instanceof Value.Scalar s) || !s.text().equals(real)) {
                wrong.add("case " + i + ": Terraform says " + real + ", Phantom " + own);
            }
        }
        System.out.printf("%d cases with %d variables: %d differ%n", CASES, variables, wrong.size());
        assertThat(wrong).isEmpty();
    }

    private static RootModule module(Random random) {
        var main = new StringBuilder();
        var all = new StringBuilder();
        List<List<String>> texts = new ArrayList<>();
        FILES.forEach(f -> texts.add(new ArrayList<>()));
        for (int v = 0; v < TYPES.size(); v++) {
            String type = TYPES.get(v);
            main.append("variable \"v%d\" {\n  type    = %s\n  default = %s\n}\n"
                    .formatted(v, type, value(type, "default", random, false)));
            all.append("v%d = var.v%d, ".formatted(v, v));
            for (int f = 0; f < FILES.size(); f++) {
                if (random.nextInt(4) == 0) {
                    boolean json = FILES.get(f).endsWith(".json");
                    String value = value(type, "f" + f, random, json);
                    texts.get(f).add(json ? "\"v%d\": %s".formatted(v, value) : "v%d = %s".formatted(v, value));
                }
            }
        }
        main.append("output \"all\" {\n  value = jsonencode({ ").append(all).append("})\n}\n");
        var module = RootModule.main(main.toString());
        for (int f = 0; f < FILES.size(); f++) {
            boolean json = FILES.get(f).endsWith(".json");
            boolean there = f > 5 || random.nextInt(3) > 0;
            if (there) {
                module = module.with(
                        FILES.get(f),
                        json ? "{" + String.join(",\n", texts.get(f)) + "}" : String.join("\n", texts.get(f)) + "\n");
            }
        }
        return switch (random.nextInt(4)) {
            case 0 -> module.given("env/one.tfvars", "env/two.tfvars.json");
            case 1 -> module.given("env/two.tfvars.json", "env/one.tfvars");
            case 2 -> module.given("env/one.tfvars");
            default -> module;
        };
    }

    private static String value(String type, String mark, Random random, boolean json) {
        String text = "\"" + mark + "-" + random.nextInt(100) + "\"";
        String number =
                random.nextBoolean() ? Integer.toString(random.nextInt(100)) : "\"" + random.nextInt(100) + "\"";
        String is = json ? ": " : " = ";
        String a = json ? "\"a\"" : "a";
        String b = json ? "\"b\"" : "b";
        return switch (type) {
            case "string" -> random.nextInt(4) == 0 ? "15" : text;
            case "number" -> number;
            case "list(string)" -> "[" + text + ", 3]";
            case "set(string)" -> "[" + text + ", \"b\", " + text + ", \"a\"]";
            case "map(string)" -> "{ " + a + is + text + ", " + b + is + "true }";
            case "any" -> random.nextBoolean() ? "true" : text;
            default -> "{ " + a + is + text + (random.nextBoolean() ? ", " + b + is + number : "") + " }";
        };
    }

    private String console(Path directory, List<String> values) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform", "console"));
        values.forEach(file -> command.add("-var-file=../" + file));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectError(folder.resolve("console.err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TF_VAR_") || name.startsWith("TF_CLI_ARGS"));
        var configuration = Files.write(folder.resolve("terraformrc"), new byte[0]);
        builder.environment().putAll(Map.of("TF_WORKSPACE", "default", "TF_CLI_CONFIG_FILE", configuration.toString()));
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write("jsonencode({ ");
            for (int v = 0; v < TYPES.size(); v++) {
                in.write("v%d = var.v%d, ".formatted(v, v));
            }
            in.write("})\n");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return HclFile.expression("", said, 0, said.length()) instanceof Template t ? t.text() : said;
    }
}
