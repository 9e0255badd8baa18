package dev.phantom.terraform;

import dev.phantom.fault.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// A program that stands in for Terraform: a shell script that writes down how it was called and answers what a test
/// lays beside it, a file for each command: `plan.out`, `plan.err`, `plan.exit`, and `plan.sh`, which it runs.
final class FakeTerraform {

    private static final String SCRIPT = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$*" >> "$here/calls"
            env > "$here/environment.$1"
            [ -e "$here/$1.sh" ] && . "$here/$1.sh"
            for argument; do case $argument in -out=*) echo plan > "${argument#-out=}";; esac; done
            [ -e "$here/$1.out" ] && cat "$here/$1.out"
            [ -e "$here/$1.err" ] && cat "$here/$1.err" >&2
            [ -e "$here/$1.exit" ] && exit "$(cat "$here/$1.exit")"
            exit 0
            """;

    final Path bin;
    final Path repository;
    final Path module;
    final Map<String, String> environment = new HashMap<>();

    FakeTerraform(Path temporary) throws IOException {
        bin = Files.createDirectories(temporary.resolve("bin"));
        repository = Files.createDirectories(temporary.resolve("repository"));
        module = Files.createDirectories(repository.resolve("live/payments"));
        Files.writeString(module.resolve("main.tf"), "# as committed\n");
        Files.writeString(module.resolve("prod.tfvars"), "size = 1\n");
        environment.put("PATH", bin + ":/usr/bin:/bin");
        program("terraform", "Terraform v1.11.4");
        answers("show", "{\"format_version\":\"1.2\"}");
    }

    void program(String name, String version) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, SCRIPT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        answers("version", version + "\non linux_amd64\n");
    }

    void answers(String command, String out) throws IOException {
        Files.writeString(bin.resolve(command + ".out"), out);
    }

    void fails(String command, String out, String err) throws IOException {
        answers(command, out);
        Files.writeString(bin.resolve(command + ".err"), err);
        Files.writeString(bin.resolve(command + ".exit"), "1");
    }

    void runs(String command, String script) throws IOException {
        Files.writeString(bin.resolve(command + ".sh"), script);
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(bin.resolve("calls"));
    }

    String calls(String command) throws IOException {
        return calls().stream().filter(c -> c.startsWith(command)).findFirst().orElse("");
    }

    Map<String, String> seen(String command) throws IOException {
        var seen = new HashMap<String, String>();
        for (var line : Files.readAllLines(bin.resolve("environment." + command))) {
            var at = line.indexOf('=');
            seen.put(line.substring(0, Math.max(at, 0)), line.substring(at + 1));
        }
        return seen;
    }

    TerraformEngine engine() {
        return TerraformEngine.find(environment, repository, Limits.DEFAULT);
    }

    /// @param nanos the clock by which modules are waited for
    TerraformEngine engine(LongSupplier nanos) {
        return TerraformEngine.find(environment, repository, Limits.DEFAULT, new ModuleTime(Limits.DEFAULT, nanos));
    }
}
