package dev.phantom.drift.terraform;

import dev.phantom.drift.Change;
import dev.phantom.drift.terraform.TerraformType.Part;
import dev.phantom.drift.terraform.TerraformType.Split;
import dev.phantom.drift.terraform.TerraformType.Where;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The map from Terraform's types of AWS resources to AWS's. The file is read when a type is first asked for. Safe for
/// use by several threads.
public final class TerraformTypes {

    private final Supplier<InputStream> file;
    private volatile @Nullable Map<String, List<TerraformType>> types;

    /// @param file opens the map
    public TerraformTypes(Supplier<InputStream> file) {
        this.file = file;
    }

    /// Whether a type's name is Terraform's: `aws_db_instance`, and not `AWS::RDS::DBInstance`.
    public static boolean isTerraform(String type) {
        return !type.isEmpty() && type.indexOf(':') < 0;
    }

    /// The AWS type of a Terraform type; empty if it is not mapped.
    public Optional<String> awsType(String type) {
        return isTerraform(type) ? meanings(type).stream().findFirst().map(TerraformType::awsType) : Optional.empty();
    }

    /// What a resource with these attributes is; empty if its type is not mapped.
    Optional<TerraformType> of(String type, MapValue attributes) {
        return meanings(type).stream()
                .filter(meaning -> meaning.aspect() == null && meaning.fits(attributes))
                .findFirst();
    }

    /// What a drift is about, where AWS keeps an attribute that changed as a resource of its own.
    Optional<TerraformType> aspect(String type, List<Change> changes) {
        return meanings(type).stream()
                .filter(meaning -> meaning.isAbout(changes))
                .findFirst();
    }

    private List<TerraformType> meanings(String type) {
        return isTerraform(type) ? all().getOrDefault(type, List.of()) : List.of();
    }

    /// Every meaning of every mapped type.
    public List<TerraformType> meanings() {
        return all().values().stream().flatMap(List::stream).toList();
    }

    /// Names of the mapped types.
    public Set<String> names() {
        return all().keySet();
    }

    private Map<String, List<TerraformType>> all() {
        var known = types;
        if (known == null) {
            known = read();
            types = known;
        }
        return known;
    }

    private Map<String, List<TerraformType>> read() {
        Map<String, List<TerraformType>> read = new LinkedHashMap<>();
        try (var reader = new BufferedReader(new InputStreamReader(file.get(), StandardCharsets.UTF_8))) {
            var block = new ArrayList<String>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith(" ")) {
                    keep(block, read);
                    block.clear();
                }
                if (!line.startsWith("#")) {
                    block.add(line.strip());
                }
            }
            keep(block, read);
        } catch (IOException | RuntimeException e) {
            throw new PhantomException(Diagnostic.of(Code.INTERNAL_ERROR, "the map of Terraform types is damaged"), e);
        }
        return Collections.unmodifiableMap(read);
    }

    private static void keep(List<String> block, Map<String, List<TerraformType>> read) {
        if (!block.isEmpty()) {
            var type = type(block);
            read.computeIfAbsent(type.name(), name -> new ArrayList<>()).add(type);
        }
    }

    private static TerraformType type(List<String> block) {
        var head = block.getFirst().split(" ");
        Part part = null;
        Where where = null;
        String aspect = null;
        for (int i = 2; i < head.length; i++) {
            if (head[i].equals("part")) {
                part = new Part(head[i + 1], head[i + 2], head[i + 3]);
            } else if (head[i].equals("aspect")) {
                aspect = head[i + 1];
            } else if (head[i].equals("where")) {
                where = new Where(head[i + 1].split("=")[0], head[i + 1].split("=")[1]);
            }
        }
        var splits = new ArrayList<Split>();
        var lines = new ArrayList<AttributeLine>();
        var own = new ArrayList<PropertyPath>();
        for (var text : block.subList(1, block.size())) {
            if (text.startsWith("-")) {
                own.add(path(text.substring(1)));
            } else if (text.startsWith("split ")) {
                var words = List.of(text.split(" "));
                splits.add(new Split(words.get(1), words.subList(2, words.size())));
            } else {
                var words = text.split(" ", 3);
                var conversion = AttributeConversion.parse(words.length > 2 ? words[2] : "");
                lines.add(new AttributeLine(segments(words[0]), segments(words[1]), conversion));
            }
        }
        return new TerraformType(head[0], head[1], part, where, aspect, splits, lines, own);
    }

    private static List<String> segments(String text) {
        return Arrays.asList(text.split("/"));
    }

    private static PropertyPath path(String text) {
        return new PropertyPath(segments(text));
    }
}
