package dev.phantom.iac.terraform;

import dev.phantom.iac.Definition.FilePlace;
import dev.phantom.iac.Element;
import dev.phantom.iac.terraform.evaluate.Configuration;
import dev.phantom.iac.terraform.evaluate.ModuleSource;
import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.iac.terraform.syntax.HclMentions;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the blocks of a root module and of its local modules are called, and what they refer to.
record ModuleElements(Configuration configuration) {

    private static final int MOST = 500;
    private static final int DEEPEST = 20;

    /// @param prefix `module.db.`, empty for the root module
    private record Called(String prefix, ModuleSource source) {}

    private List<Called> modules() {
        List<Called> found = new ArrayList<>(List.of(new Called("", configuration.rootModule())));
        for (int i = 0; i < found.size() && found.size() < MOST; i++) {
            var module = found.get(i);
            boolean deep = module.prefix().split("module\\.").length > DEEPEST;
            for (Written call : deep ? List.<Written>of() : module.source().all("module")) {
                Configuration.local(module.source().directory(), call.block())
                        .ifPresent(directory -> found.add(new Called(
                                module.prefix() + ModuleSource.name(call.block()) + ".",
                                configuration.module(directory))));
            }
        }
        return found;
    }

    List<Element> all() {
        List<Element> all = new ArrayList<>();
        for (Called module : modules()) {
            module.source()
                    .blocks()
                    .forEach((name, written) -> id(module, name).ifPresent(id -> all.add(element(id, written))));
        }
        return all;
    }

    private static Optional<Element.Id> id(Called module, String name) {
        return module.source().block(name).flatMap(w -> kind(w.block())).map(kind -> {
            String own = kind == Element.Kind.RESOURCE ? name : name.substring(name.indexOf('.') + 1);
            return new Element.Id(kind, module.prefix() + own);
        });
    }

    private static Optional<Element.Kind> kind(Block block) {
        return switch (block.type()) {
            case "resource", "data", "module" -> Optional.of(Element.Kind.RESOURCE);
            case "variable" -> Optional.of(Element.Kind.PARAMETER);
            case "output" -> Optional.of(Element.Kind.OUTPUT);
            case String other -> Optional.empty();
        };
    }

    private static Element element(Element.Id id, Written written) {
        var node = PropertyPath.of(written.file().file(), HclDocument.key(written.block()), "0");
        boolean secret = written.block()
                .body()
                .attribute("sensitive")
                .filter(a -> written.file().text(a.value()).equals("true"))
                .isPresent();
        var values = id.kind() == Element.Kind.PARAMETER ? List.of(node.child("default")) : List.<PropertyPath>of();
        return new Element(id, node, values, secret);
    }

    /// @param place a block, or an argument in one; or the key of a block alone, whichever file it is in
    Set<Element.Id> references(FilePlace place) {
        Set<Element.Id> found = new LinkedHashSet<>();
        boolean named = configuration.texts().containsKey(place.file());
        String key = named && !place.node().isRoot() ? place.node().segments().getFirst() : place.file();
        for (Called module : modules()) {
            module.source().blocks().values().stream()
                    .filter(w -> (!named || w.file().file().equals(place.file()))
                            && HclDocument.key(w.block()).equals(key))
                    .flatMap(w -> HclMentions.in(w.block().body()).stream())
                    .forEach(name -> mentioned(module, name, found, 0));
        }
        return found;
    }

    private static void mentioned(Called module, String name, Set<Element.Id> found, int depth) {
        var local = name.startsWith("local.") ? module.source().locals().get(name.substring(6)) : null;
        if (local == null) {
            id(module, name).ifPresent(found::add);
        } else if (depth < DEEPEST) {
            HclMentions.in(local.attribute().value()).forEach(n -> mentioned(module, n, found, depth + 1));
        }
    }
}
