package dev.phantom.terraform;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.TerraformPlans;
import dev.phantom.stack.TerraformReverts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs Terraform or OpenTofu on the root modules below one folder. Questions hold no lock (`-lock=false`), never ask
/// back (`-input=false`), and leave their plan in a private folder, which is deleted; `init` is never run, so that no
/// provider and no lock file changes.
public final class TerraformEngine implements TerraformPlans, TerraformReverts {

    private static final List<String> QUIET = List.of("-input=false", "-no-color");
    private static final Duration SHORT = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /// What is applied is given the time to keep its state and to give back its lock.
    private static final Duration APPLY_GRACE = Duration.ofMinutes(5);

    private static final Duration APPLY = Duration.ofHours(2);
    private static final int LONGEST_NAME = 1 << 10;
    private static final int MOST_NAMES = 20;
    private static final String LOCK_WAIT = "-lock-timeout=60s";

    private final TerraformBinary binary;
    private final Map<String, String> environment;
    private final Path base;
    private final ModuleFolders folders;
    private final Limits limits;
    private final Secrets secrets;
    private final ModuleTime time;

    private TerraformEngine(
            TerraformBinary binary, Map<String, String> environment, Path base, Limits limits, ModuleTime time) {
        this.binary = binary;
        this.time = time;
        this.environment = Map.copyOf(environment);
        this.base = base;
        this.folders = new ModuleFolders(base);
        this.limits = limits;
        this.secrets = EngineEnvironment.secrets(environment);
    }

    /// @param environment of Phantom
    /// @param base        the folder that the directories of root modules are below
    /// @throws PhantomException NO_BINARY, OLD, NO_FOLDER
    public static TerraformEngine find(Map<String, String> environment, Path base, Limits limits) {
        return find(environment, base, limits, new ModuleTime(limits, System::nanoTime));
    }

    static TerraformEngine find(Map<String, String> environment, Path base, Limits limits, ModuleTime time) {
        try {
            var real = base.toRealPath();
            return new TerraformEngine(TerraformBinary.find(environment, real), environment, real, limits, time);
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(TerraformCode.NO_FOLDER, "there is no such folder", "", base.toString()), e);
        }
    }

    @Override
    public String engine() {
        return binary.name();
    }

    @Override
    public String drift(RootModule module, Progress progress) {
        return planned(module, folders.of(module), List.of("-refresh-only"), progress);
    }

    @Override
    public String undeployed(RootModule module, Progress progress) {
        return planned(module, folders.of(module), List.of("-refresh=false"), progress);
    }

    @Override
    public String rehearsed(RootModule module, Map<String, String> files, Progress progress) {
        var folder = folders.of(module);
        if (files.isEmpty()) {
            return planned(module, folder, List.of(), progress);
        }
        requireWorkspace(module, folder);
        try (var place = PlanFolder.create()) {
            return planned(module, ModuleCopy.make(base, folder, place.path(), files), List.of(), progress);
        }
    }

    @Override
    public List<String> unformatted(Map<String, String> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        try (var place = PlanFolder.create()) {
            var names = new LinkedHashMap<String, String>();
            for (var file : files.entrySet()) {
                var name = names.size() + (file.getKey().endsWith(".tfvars") ? ".tfvars" : ".tf");
                Files.writeString(place.path().resolve(name), file.getValue());
                names.put(name, file.getKey());
            }
            var command = Stream.concat(
                            Stream.of(binary.path().toString(), "fmt", "-check", "-no-color"), names.keySet().stream())
                    .toList();
            var ended = run(command, place.path(), EngineEnvironment.of(environment, ""), SHORT, GRACE);
            if (ended.exit() != 0 && ended.exit() != 3) {
                throw failed("fmt -check", ended, "");
            }
            return ended.out()
                    .lines()
                    .map(String::strip)
                    .filter(names::containsKey)
                    .map(names::get)
                    .toList();
        } catch (IOException e) {
            throw new PhantomException(TerraformCode.NO_FOLDER, "files cannot be written: " + e.getMessage());
        }
    }

    @Override
    public Saved saved(RootModule module, List<String> addresses, Progress progress) {
        var folder = folders.of(module);
        requireWorkspace(module, folder);
        var place = PlanFolder.create();
        try {
            var targets =
                    addresses.stream().map(address -> "-target=" + address).toList();
            plan(module, folder, place, targets, progress);
            return new SavedPlan(module, folder, place, shown(module, folder, place));
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private String planned(RootModule module, Path folder, List<String> options, Progress progress) {
        requireWorkspace(module, folder);
        try (var place = PlanFolder.create()) {
            plan(module, folder, place, options, progress);
            return shown(module, folder, place);
        }
    }

    private void plan(RootModule module, Path folder, PlanFolder place, List<String> options, Progress progress) {
        var said = "plan" + String.join("", options.stream().map(o -> " " + o).toList());
        progress.step(module.directory() + ": " + binary.command() + " " + said);
        var command = new ArrayList<>(List.of(binary.path().toString(), "plan", "-json", "-lock=false"));
        command.addAll(QUIET);
        command.addAll(options);
        module.varFiles().forEach(file -> command.add("-var-file=" + file));
        command.add("-out=" + place.plan());
        var ended = asked(module, command, folder, environment(module, folder), limits.stack());
        if (ended.exit() != 0) {
            throw failed(said, ended, module.directory());
        }
    }

    private String shown(RootModule module, Path folder, PlanFolder place) {
        var command = List.of(
                binary.path().toString(),
                "show",
                "-json",
                "-no-color",
                place.plan().toString());
        var ended = asked(module, command, folder, environment(module, folder), limits.stack());
        if (ended.exit() != 0) {
            throw failed("show -json", ended, module.directory());
        }
        return ended.out();
    }

    private Map<String, String> environment(RootModule module, Path folder) {
        return EngineEnvironment.of(environment, isSelected(module, folder) ? "" : module.workspace());
    }

    /// Whether Terraform uses this workspace without being told. To name the one that is used anyway is an error to the
    /// backends that have no others.
    private static boolean isSelected(RootModule module, Path folder) {
        var kept = folder.resolve(".terraform").resolve("environment");
        if (!Files.isRegularFile(kept)) {
            return module.workspace().equals(RootModule.DEFAULT);
        }
        try (var in = Files.newInputStream(kept)) {
            var selected = new String(in.readNBytes(LONGEST_NAME), StandardCharsets.UTF_8).strip();
            return module.workspace().equals(selected.isEmpty() ? RootModule.DEFAULT : selected);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the module can be planned, as far as it is known without a plan: its backend, its providers, its
    /// workspace.
    ///
    /// @throws PhantomException NO_FOLDER, NOT_INITIALIZED, NO_WORKSPACE, or what the backend refuses with
    void requireReady(RootModule module) {
        var folder = folders.of(module);
        if (!Files.isDirectory(folder.resolve(".terraform"))) {
            throw new PhantomException(new Diagnostic(
                    TerraformCode.NOT_INITIALIZED,
                    "the folder has no .terraform",
                    "",
                    module.directory(),
                    Cause.NOT_CONFIGURED));
        }
        listed(module, folder);
    }

    /// A plan for a workspace that is not there would make it: it is looked for first.
    private void requireWorkspace(RootModule module, Path folder) {
        if (!isSelected(module, folder)) {
            listed(module, folder);
        }
    }

    private void listed(RootModule module, Path folder) {
        var command = List.of(binary.path().toString(), "workspace", "list", "-no-color");
        var ended = asked(module, command, folder, EngineEnvironment.of(environment, ""), SHORT);
        if (ended.exit() != 0) {
            throw failed("workspace list", ended, module.directory());
        }
        var names = ended.out()
                .lines()
                .map(line -> line.replaceFirst("^\\*", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
        if (!names.contains(module.workspace())) {
            throw new PhantomException(new Diagnostic(
                    TerraformCode.NO_WORKSPACE,
                    "the workspace " + module.workspace() + " is not among " + some(names),
                    "",
                    module.directory()));
        }
    }

    private static String some(List<String> names) {
        var shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? shown + " and " + (names.size() - MOST_NAMES) + " more" : shown;
    }

    private EngineProcess.Ended asked(
            RootModule module, List<String> command, Path folder, Map<String, String> environment, Duration longest) {
        return time.in(module, longest, left -> run(command, folder, environment, left, GRACE));
    }

    private static EngineProcess.Ended run(
            List<String> command, Path folder, Map<String, String> environment, Duration longest, Duration grace) {
        return new EngineProcess(command, folder, environment, longest, grace, EngineProcess.MOST).run();
    }

    private PhantomException failed(String what, EngineProcess.Ended ended, String address) {
        return new PhantomException(EngineFailure.of(binary.command() + " " + what, ended, address, secrets));
    }

    private final class SavedPlan implements Saved {
        private final RootModule module;
        private final Path folder;
        private final PlanFolder place;
        private final String json;

        SavedPlan(RootModule module, Path folder, PlanFolder place, String json) {
            this.module = module;
            this.folder = folder;
            this.place = place;
            this.json = json;
        }

        @Override
        public String json() {
            return json;
        }

        @Override
        public void apply(Progress progress) {
            progress.accept(module.directory() + ": " + binary.command() + " apply of the saved plan");
            var command = new ArrayList<>(List.of(binary.path().toString(), "apply", "-json", LOCK_WAIT));
            command.addAll(QUIET);
            command.add(place.plan().toString());
            time.again(module);
            var ended = run(command, folder, environment(module, folder), APPLY, APPLY_GRACE);
            if (ended.exit() != 0) {
                throw failed("apply", ended, module.directory());
            }
        }

        @Override
        public void close() {
            place.close();
        }
    }
}
