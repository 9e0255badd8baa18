package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.HclFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A module as its files write it, whoever calls it.
///
/// @param directory path in the repository; empty for the repository's own folder
/// @param files     those that declare something, by name
public record ModuleSource(
        String directory, List<HclFile> files, Map<String, Written> blocks, Map<String, Local> locals) {

    public ModuleSource {
        files = List.copyOf(files);
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
        locals = Collections.unmodifiableMap(new LinkedHashMap<>(locals));
    }

    /// @param file that the block stands in
    public record Written(HclFile file, Block block) {}

    public record Local(HclFile file, Attribute attribute) {}

    /// @param overriding override files, in the order in which they are merged
    public static ModuleSource of(String directory, List<HclFile> files, List<HclFile> overriding) {
        Map<String, Written> blocks = new LinkedHashMap<>();
        Map<String, Local> locals = new LinkedHashMap<>();
        for (HclFile file : files) {
            file.body().blocks().forEach(block -> {
                if (block.type().equals("locals")) {
                    block.body().attributes().forEach(a -> locals.putIfAbsent(a.name(), new Local(file, a)));
                } else {
                    blocks.putIfAbsent(unique(blocks, name(block)), new Written(file, block));
                }
            });
        }
        overriding.forEach(file -> override(file, blocks, locals));
        return new ModuleSource(directory, files, blocks, locals);
    }

    private static void override(HclFile file, Map<String, Written> blocks, Map<String, Local> locals) {
        file.body().blocks().forEach(block -> {
            if (block.type().equals("locals")) {
                block.body()
                        .attributes()
                        .forEach(a -> locals.computeIfPresent(a.name(), (name, local) -> new Local(file, a)));
            } else {
                blocks.computeIfPresent(
                        name(block),
                        (name, base) -> new Written(base.file(), new Overrides(file).merged(base.block(), block)));
            }
        });
    }

    /// Providers may stand there more than once.
    private static String unique(Map<String, Written> blocks, String name) {
        String free = name;
        for (int i = 2; blocks.containsKey(free) && name.startsWith("provider."); i++) {
            free = name + "." + i;
        }
        return free;
    }

    /// As references call it: `aws_instance.web`, `data.aws_ami.linux`, `var.size`, `module.db`, `output.url`.
    public static String name(Block block) {
        return switch (block.type()) {
            case "resource" -> String.join(".", block.labels());
            case "variable" -> "var." + block.label(0);
            case String type -> type + "." + String.join(".", block.labels());
        };
    }

    public Optional<Written> block(String name) {
        return Optional.ofNullable(blocks.get(name));
    }

    public List<Written> all(String type) {
        List<Written> found = new ArrayList<>();
        blocks.values().stream().filter(w -> w.block().type().equals(type)).forEach(found::add);
        return found;
    }
}
