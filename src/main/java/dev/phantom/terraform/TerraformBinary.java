package dev.phantom.terraform;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Terraform or OpenTofu that is run.
///
/// @param path    of the program, absolute
/// @param product `Terraform` or `OpenTofu`
/// @param version `1.11.4`
record TerraformBinary(Path path, String product, String version) {

    static final String SETTING = "PHANTOM_TERRAFORM";

    private static final Pattern VERSION =
            Pattern.compile("(?m)^(Terraform|OpenTofu) v((\\d{1,6})\\.(\\d{1,6})\\.\\d{1,6}\\S*)");
    private static final int LEAST_MAJOR = 1;
    private static final int LEAST_MINOR = 5;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MOST = 1 << 20;

    /// `PHANTOM_TERRAFORM`, else `terraform`, else `tofu` on `PATH`.
    ///
    /// @throws PhantomException NO_BINARY, OLD
    static TerraformBinary find(Map<String, String> environment, Path folder) {
        var named = environment.getOrDefault(SETTING, "").strip();
        var path = named.isEmpty()
                ? Stream.of("terraform", "tofu")
                        .flatMap(name -> onPath(name, environment).stream())
                        .findFirst()
                        .orElseThrow(() -> missing("neither terraform nor tofu is on PATH"))
                : named(named, environment, folder);
        return asked(path, environment, folder);
    }

    private static Path named(String named, Map<String, String> environment, Path folder) {
        var found = named.contains("/") || named.contains(File.separator)
                ? Optional.of(folder.resolve(named).toAbsolutePath().normalize())
                        .filter(Files::isExecutable)
                : onPath(named, environment);
        return found.filter(Files::isRegularFile)
                .orElseThrow(() -> missing(SETTING + " names " + named + ", which is not an executable file"));
    }

    /// Relative folders are passed over: what a repository brings is not run because somebody works in it.
    private static Optional<Path> onPath(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .flatMap(TerraformBinary::absolute)
                .flatMap(folder -> Stream.of(folder.resolve(name), folder.resolve(name + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<Path> absolute(String folder) {
        try {
            return Stream.of(Path.of(folder)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    private static TerraformBinary asked(Path path, Map<String, String> environment, Path folder) {
        var kept = EngineEnvironment.of(environment, "");
        var ended = new EngineProcess(List.of(path.toString(), "version"), folder, kept, LONGEST, GRACE, MOST).run();
        var version = VERSION.matcher(ended.out());
        if (ended.exit() != 0 || !version.find()) {
            throw missing(path + " does not say which version of Terraform or OpenTofu it is");
        }
        var found = new TerraformBinary(path, version.group(1), version.group(2));
        int major = Integer.parseInt(version.group(3));
        int minor = Integer.parseInt(version.group(4));
        if (major < LEAST_MAJOR || major == LEAST_MAJOR && minor < LEAST_MINOR) {
            throw new PhantomException(new Diagnostic(
                    TerraformCode.OLD, found.name() + " is older than 1.5", "", path.toString(), Cause.NOT_CONFIGURED));
        }
        return found;
    }

    /// `Terraform 1.11.4`
    String name() {
        return product + " " + version;
    }

    /// What people type: `terraform` or `tofu`.
    String command() {
        return product.equals("OpenTofu") ? "tofu" : "terraform";
    }

    private static PhantomException missing(String why) {
        return new PhantomException(new Diagnostic(TerraformCode.NO_BINARY, why, "", "", Cause.NOT_CONFIGURED));
    }
}
