package dev.phantom.iac.cloudformation.splice;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.YamlReading;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import org.jspecify.annotations.Nullable;

/// Edits a file by its spans: what is not edited stays as it is, byte for byte. After each edit the text is read again
/// and must mean exactly what the edit says; a text that would mean anything else is never given out.
public final class Splice {
    private Splice() {}

    /// @return the edited text
    /// @throws PhantomException PATCH_REFUSED, PATCH_NO_SUCH_PATH, or why the file cannot be read
    public static String apply(String file, String text, Edit edit) {
        var source = SourceText.of(file, text);
        Value before = source.value();
        Edit writable = adapted(source, writable(edit));
        if (writable instanceof Edit.Put(var path, Value value)
                && ModelEdit.find(before, path)
                        .filter(old -> YamlReading.same(old, value))
                        .isPresent()) {
            return text;
        }
        Value expected = ModelEdit.apply(before, writable);
        String edited = spliced(source, writable);
        guard(file, edited, expected);
        return edited;
    }

    private static void guard(String file, String edited, Value expected) {
        Value actual;
        try {
            actual = DocumentReader.value(file, edited);
        } catch (PhantomException e) {
            throw new PhantomException(
                    Code.PATCH_REFUSED,
                    "the edited text would not parse: " + e.diagnostic().summary());
        }
        if (!YamlReading.same(expected, actual)) {
            throw new PhantomException(
                    Code.PATCH_REFUSED,
                    "the edited text would mean something else (an anchor used elsewhere, or a form"
                            + " that cannot be edited in place)");
        }
    }

    private static Edit writable(Edit edit) {
        return switch (edit) {
            case Edit.Put(var path, Value value) -> new Edit.Put(path, Rendering.writable(value));
            case Edit.Append(var path, Value value) -> new Edit.Append(path, Rendering.writable(value));
            case Edit.Remove remove -> remove;
        };
    }

    private static Edit adapted(SourceText source, Edit edit) {
        if (edit instanceof Edit.Put(var path, Value value) && value instanceof Scalar scalar) {
            Target target = Target.find(source.root(), path);
            return target == null ? edit : new Edit.Put(path, target.adapt(scalar));
        }
        return edit;
    }

    private static String spliced(SourceText source, Edit edit) {
        var rendering = new Rendering(Layout.of(source));
        @Nullable Target target = Target.find(source.root(), edit.path());
        return switch (edit) {
            case Edit.Put(var path, Value value) ->
                target == null
                        ? add(source, rendering, Target.find(source.root(), path.parent()), path.last(), value)
                        : replace(source, rendering, target, value);
            case Edit.Append(var path, Value value) -> append(source, rendering, required(target, edit), value);
            case Edit.Remove remove -> remove(source, rendering, required(target, edit));
        };
    }

    private static String replace(SourceText source, Rendering rendering, Target target, Value value) {
        if (target.inside()
                && value instanceof Intrinsic
                && target.node().function().isPresent()) {
            var whole = new Target(target.node(), target.parent(), target.index(), false);
            return replace(
                    source,
                    rendering,
                    whole,
                    new Intrinsic(target.node().function().get(), value));
        }
        if (source.json() || target.inFlow()) {
            if (value instanceof Scalar scalar
                    && !source.json()
                    && target.node() instanceof ScalarNode old
                    && (target.inside() || old.function().isEmpty())) {
                String text =
                        ScalarText.yaml(scalar, old.form(), rendering.layout().quote(), true);
                return source.replace(old.place().content(), old.span().end(), text);
            }
            String text = new FlowSplice(source, rendering).value(value, target.node());
            return source.replace(target.start(), target.end(), text);
        }
        return new BlockSplice(source, rendering).replace(target, value);
    }

    private static String add(
            SourceText source, Rendering rendering, @Nullable Target parent, String key, Value value) {
        if (parent == null || !(parent.node() instanceof MappingNode map)) {
            throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "no map exists to add " + key + " to");
        }
        if (!map.flow()) {
            return new BlockSplice(source, rendering).addEntry(map, key, value);
        }
        return map.entries().isEmpty() && !source.json() && !parent.inFlow() && !parent.inside()
                ? new BlockSplice(source, rendering).replace(parent, new Value.MapValue(java.util.Map.of(key, value)))
                : new FlowSplice(source, rendering).addEntry(map, key, value);
    }

    private static String append(SourceText source, Rendering rendering, Target target, Value value) {
        if (target.node() instanceof AliasNode alias) {
            throw new PhantomException(
                    Code.PATCH_REFUSED, "the list is the alias *" + alias.name() + ", which is used elsewhere too");
        }
        if (!(target.node() instanceof SequenceNode list)) {
            throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "no list exists to append to");
        }
        if (!list.flow()) {
            return new BlockSplice(source, rendering).append(list, value);
        }
        return list.items().isEmpty() && !source.json() && !target.inFlow() && !target.inside()
                ? new BlockSplice(source, rendering).replace(target, Value.list(value))
                : new FlowSplice(source, rendering).append(list, value);
    }

    private static String remove(SourceText source, Rendering rendering, Target target) {
        return switch (target.parent()) {
            case MappingNode m when m.flow() -> new FlowSplice(source, rendering).remove(m, target.index());
            case SequenceNode s when s.flow() -> new FlowSplice(source, rendering).remove(s, target.index());
            case MappingNode m -> new BlockSplice(source, rendering).removeEntry(m, target.index());
            case SequenceNode s -> new BlockSplice(source, rendering).removeItem(s, target.index());
            case ScalarNode s -> throw new PhantomException(Code.PATCH_REFUSED, "the document cannot be removed");
            case AliasNode a -> throw new PhantomException(Code.PATCH_REFUSED, "the document cannot be removed");
            case null -> throw new PhantomException(Code.PATCH_REFUSED, "the document cannot be removed");
        };
    }

    private static Target required(@Nullable Target target, Edit edit) {
        if (target == null) {
            throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "nothing is set at " + edit.path());
        }
        return target;
    }
}
