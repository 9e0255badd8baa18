package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.iac.terraform.syntax.HclFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A root module and every file that it may be made of. What was read of them is kept; safe for use by several threads.
public final class Configuration {

    private final String root;
    private final Map<String, String> texts;
    private final Map<String, HclFile> read = new ConcurrentHashMap<>();
    private final Map<String, HclDocument> documents = new ConcurrentHashMap<>();
    private final Map<String, ModuleSource> modules = new ConcurrentHashMap<>();

    /// @param root  its directory; the repository's own by the empty path or `.`
    /// @param texts of all files, by path
    public Configuration(String root, Map<String, String> texts) {
        this.root = root.equals(".") ? "" : root;
        this.texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    public String root() {
        return root;
    }

    /// Of all files, by path.
    public Map<String, String> texts() {
        return texts;
    }

    public static boolean isConfiguration(String file) {
        return file.endsWith(".tf") || file.endsWith(".tf.json");
    }

    /// Whether the file gives values to variables of the root module without being asked to.
    public static boolean isAutomatic(String name) {
        return name.equals("terraform.tfvars")
                || name.equals("terraform.tfvars.json")
                || name.endsWith(".auto.tfvars")
                || name.endsWith(".auto.tfvars.json");
    }

    public static boolean isOverride(String file) {
        String name = name(file).replaceFirst("\\.tf(\\.json)?$", "");
        return name.equals("override") || name.endsWith("_override");
    }

    public HclFile file(String path) {
        return read.computeIfAbsent(path, p -> HclFile.read(p, texts.getOrDefault(p, "")));
    }

    /// The document of a file of this configuration.
    public HclDocument document(HclFile file) {
        return documents.computeIfAbsent(file.file(), p -> new HclDocument(file));
    }

    public ModuleSource rootModule() {
        return module(root);
    }

    public ModuleSource module(String directory) {
        return modules.computeIfAbsent(
                directory,
                d -> ModuleSource.of(
                        d,
                        files(d, false),
                        files(d, true)));
    }

    /// By name, as Terraform takes them.
    private List<HclFile> files(String directory, boolean override) {
        return texts.keySet().stream()
                .filter(path -> directory(path).equals(directory) && isConfiguration(path))
                .filter(path -> isOverride(path) == override)
                .map(this::file)
                .toList();
    }

    /// The files that OpenTofu would read in the place of Terraform's, or beside them; they are not read here.
    public List<String> ofOpenTofu() {
        var directories = directories();
        return texts.keySet().stream()
                .filter(Configuration::isOfOpenTofu)
                .filter(path -> directories.contains(directory(path)))
                .toList();
    }

    public static boolean isOfOpenTofu(String file) {
        return file.endsWith(".tofu") || file.endsWith(".tofu.json");
    }

    /// The directory of a module that lies beside the one which calls it; empty for one from elsewhere.
    public static Optional<String> local(String directory, Block call) {
        return call.body()
                .attribute("source")
                .flatMap(source -> plain(source)
                        .filter(path -> path.startsWith("./") || path.startsWith("../"))
                        .flatMap(path -> normal(directory.isEmpty() ? path : directory + "/" + path)));
    }

    static Optional<String> plain(Attribute attribute) {
        return attribute.value() instanceof Template t && t.isPlain() ? Optional.of(t.text()) : Optional.empty();
    }

    /// Without `.` and `..`; empty if it leads out of the repository.
    private static Optional<String> normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    public static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The directories of the root module and of every local module below it, as far as the texts tell.
    public List<String> directories() {
        List<String> found = new ArrayList<>(List.of(root));
        for (int i = 0; i < found.size() && found.size() < 1000; i++) {
            String directory = found.get(i);
            module(directory)
                    .all("module")
                    .forEach(call -> local(directory, call.block())
                            .filter(d -> !found.contains(d))
                            .ifPresent(found::add));
        }
        return found;
    }

    /// Where the root module's variables have their values from, beside defaults and what the context gives: the files
    /// that are loaded by themselves, `terraform.tfvars` first, then `*.auto.tfvars` by name; later ones win.
    public Map<String, ModuleSource.Local> automatic() {
        Map<String, ModuleSource.Local> values = new LinkedHashMap<>();
        automaticFiles()
                .forEach(path -> file(path)
                        .body()
                        .attributes()
                        .forEach(a -> values.put(a.name(), new ModuleSource.Local(file(path), a))));
        return values;
    }

    /// What Terragrunt gives the root module: a file of values wins over it, and it wins over a default.
    Optional<HclFile> terragrunt() {
        String path = (root.isEmpty() ? "" : root + "/") + "terragrunt.hcl";
        return texts.containsKey(path) ? Optional.of(file(path)) : Optional.empty();
    }

    List<String> automaticFiles() {
        List<String> files = new ArrayList<>();
        for (String first : List.of("terraform.tfvars", "terraform.tfvars.json")) {
            String path = root.isEmpty() ? first : root + "/" + first;
            if (texts.containsKey(path)) {
                files.add(path);
            }
        }
        texts.keySet().stream()
                .filter(p -> directory(p).equals(root) && isAutomatic(name(p)) && !files.contains(p))
                .forEach(files::add);
        return files;
    }

    /// The attribute of a file of values that gives a parameter; empty if only the deployment knows it.
    Optional<ModuleSource.Local> given(String name, EvaluationContext context) {
        var given = context.parameters().get(name);
        if (given == null
                || given.origin().file().isEmpty()
                || !texts.containsKey(given.origin().file())) {
            return Optional.empty();
        }
        var file = file(given.origin().file());
        return file.body().attribute(name).map(a -> new ModuleSource.Local(file, a));
    }
}
