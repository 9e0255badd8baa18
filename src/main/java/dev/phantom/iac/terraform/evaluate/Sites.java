package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.evaluate.ResourceBody.Nested;
import dev.phantom.iac.terraform.evaluate.Sources.Found;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import java.util.List;

/// Finds what stands in the files for an argument.
record Sites(ModuleNames names) {

    Site of(Instance instance, PropertyPath path) {
        return in(
                new ResourceBody(names, instance),
                instance.written().block(),
                instance.written().file(),
                path);
    }

    private Site in(ResourceBody body, Block block, HclFile file, PropertyPath path) {
        if (path.isRoot()) {
            return new Site.Nested(file, block, block, body.env(), false, 0);
        }
        String name = path.segments().getFirst();
        var attribute = body.body().attribute(name);
        if (attribute.isPresent()) {
            return decided(block, attribute.get().value(), body.env(), file, tail(path, 1));
        }
        var nested = body.nested(name);
        if (nested.isEmpty()) {
            return new Site.Hidden(file, block, "how many blocks " + name + " there are is not known");
        }
        return inBlocks(block, file, body.env(), nested.get(), path);
    }

    private Site inBlocks(Block block, HclFile file, Env env, List<Nested> nested, PropertyPath path) {
        String type = path.segments().getFirst();
        if (nested.isEmpty()) {
            return new Site.Lacking(file, block, path);
        }
        boolean single = type.equals("timeouts");
        if (path.segments().size() == 1 && !single) {
            boolean dynamic = nested.stream().anyMatch(Nested::dynamic);
            return new Site.Blocks(
                    file, block, type, nested.stream().map(Nested::block).toList(), dynamic);
        }
        int index = single ? 0 : PropertyPath.index(path.segments().get(1));
        if (index < 0 || index >= nested.size()) {
            return new Site.Lacking(file, block, path);
        }
        var one = nested.get(index);
        var rest = tail(path, single ? 1 : 2);
        if (rest.isRoot()) {
            int before = (int) nested.subList(0, index).stream()
                    .filter(n -> n.block().equals(one.block()))
                    .count();
            return new Site.Nested(file, block, one.block(), env, one.dynamic(), before);
        }
        var content =
                one.dynamic() ? one.block().body().blocks("content").findFirst().orElse(one.block()) : one.block();
        return in(new ResourceBody(names, one.body(), one.env(), false), content, file, rest);
    }

    static PropertyPath tail(PropertyPath path, int from) {
        return new PropertyPath(path.segments().subList(from, path.segments().size()));
    }

    private Site decided(Block in, Expression own, Env env, HclFile file, PropertyPath rest) {
        return new Site.Decided(file, in, own, env, rest, decision(new Source(own, env, rest)));
    }

    Site.Decision decision(Source source) {
        Found found = new Sources(names).follow(source);
        return new Site.Decision(
                found.last().env().file(),
                found.last().expression(),
                found.last().env(),
                found.rest(),
                found.via().kind(),
                found.via().name(),
                found.fixed());
    }
}
