package dev.phantom.iac.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Root modules made by a rule and a seed, in the many ways that people write: comments, blank lines, heredocs, JSON,
/// variables with their files, locals, local modules, `for_each`, `dynamic`, Windows line ends.
final class GeneratedModules {

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> variables = new ArrayList<>();
    private int names;

    private GeneratedModules(long seed) {
        this.random = new Random(seed);
    }

    static RootModule of(long seed) {
        return new GeneratedModules(seed).module();
    }

    private RootModule module() {
        Map<String, String> files = new LinkedHashMap<>();
        int resources = 1 + random.nextInt(4);
        for (int i = 0; i < resources; i++) {
            resource(i);
        }
        text.append("locals {\n  base = {\n    team = \"shop\"\n    env  = \"prod\"\n  }\n}\n");
        var values = new StringBuilder();
        for (String variable : variables) {
            text.append("\nvariable \"").append(variable).append("\" {\n");
            if (random.nextBoolean()) {
                text.append("  description = \"how large\"\n  default     = \"d-")
                        .append(variable)
                        .append("\"\n");
            } else {
                text.append("  type = string\n");
                values.append(variable).append(" = \"v-").append(variable).append("\"\n");
            }
            text.append("}\n");
        }
        String eol = random.nextInt(6) == 0 ? "\r\n" : "\n";
        files.put("live/main.tf", text.toString().replace("\n", eol));
        if (!values.isEmpty()) {
            files.put(random.nextBoolean() ? "live/terraform.tfvars" : "live/x.auto.tfvars", values.toString());
        }
        return new RootModule(files, List.of());
    }

    private void resource(int index) {
        if (random.nextInt(3) == 0) {
            line("", "# " + word() + " " + word());
        }
        line("", "resource \"aws_kind_" + random.nextInt(5) + "\" \"r" + index + "\" {");
        boolean many = random.nextInt(5) == 0;
        if (many) {
            line("  ", "for_each = { a = \"" + word() + "\", b = \"" + word() + "\" }");
            line("  ", "by_key   = each.value");
            line("", "");
        }
        chunk("  ", 1 + random.nextInt(5));
        for (int i = random.nextInt(4); i > 0; i--) {
            pick(this::map, this::list, this::heredoc, this::json, this::block, this::dynamic);
        }
        line("", "}");
        line("", "");
    }

    @SafeVarargs
    private void pick(Supplier<Boolean>... kinds) {
        var unused = kinds[random.nextInt(kinds.length)].get();
    }

    private void chunk(String indent, int size) {
        for (int i = 0; i < size; i++) {
            String comment = random.nextInt(4) == 0 ? " # " + word() : "";
            line(indent, name() + " = " + scalar() + comment);
        }
    }

    private String scalar() {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(9000));
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> variable();
            case 3 -> "local.base.team";
            case 4 -> "[\"" + word() + "\", \"" + word() + "\"]";
            default -> "\"" + word() + "\"";
        };
    }

    private String variable() {
        variables.add("v" + variables.size());
        return "var." + variables.getLast();
    }

    private boolean map() {
        line("", "");
        line("  ", name() + " = {");
        chunk("    ", 1 + random.nextInt(3));
        line("  ", "}");
        return true;
    }

    private boolean list() {
        line("", "");
        line("  ", name() + " = [");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            line("    ", "\"" + word() + "\"," + (random.nextInt(3) == 0 ? " // " + word() : ""));
        }
        line("  ", "]");
        return true;
    }

    private boolean heredoc() {
        line("  ", name() + " = <<-EOT");
        line("    ", "#!/bin/sh");
        line("    ", "echo \"" + word() + "\" # $${HOME}");
        line("  ", "EOT");
        return true;
    }

    private boolean json() {
        line("", "");
        line("  ", name() + " = jsonencode({");
        line("    ", "Version = \"2012-10-17\"");
        line("    ", "Statement = [{");
        line("      ", "Effect = \"Allow\"");
        line("      ", "Action = [\"s3:" + word() + "\"]");
        line("    ", "}]");
        line("  ", "})");
        return true;
    }

    private boolean block() {
        line("", "");
        line("  ", "block_" + word() + " {");
        chunk("    ", 1 + random.nextInt(3));
        line("  ", "}");
        return true;
    }

    private boolean dynamic() {
        line("", "");
        line("  ", "dynamic \"rule\" {");
        line("    ", "for_each = [{ port = " + random.nextInt(99) + " }, { port = 443 }]");
        line("    ", "content {");
        line("      ", "from_port = rule.value.port");
        line("    ", "}");
        line("  ", "}");
        return true;
    }

    private String name() {
        return word() + "_" + names++;
    }

    private String word() {
        var word = new StringBuilder();
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private void line(String indent, String line) {
        text.append(line.isEmpty() ? "" : indent).append(line).append('\n');
    }
}
