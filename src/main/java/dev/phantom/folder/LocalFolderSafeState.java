package dev.phantom.folder;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Formats;
import dev.phantom.stack.ModuleFiles;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The safe state in a folder (`safe: {folder: PATH}`): its files as they lie there. Where the folder is a git checkout
/// and the files are those of the commit that is checked out, that commit is named.
public final class LocalFolderSafeState implements SafeStateSource {

    private final Path folder;
    private final Formats formats;

    public LocalFolderSafeState(Path folder, Formats formats) {
        this.formats = formats;
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public SafeState read(Stack stack) {
        var seen = new LinkedHashMap<String, byte[]>();
        var template = stack.planned() == null
                ? formats.read(stack.template(), DocumentReader.decode(stack.template(), bytes(stack.template(), seen)))
                : new ModuleFiles(this::names, path -> DocumentReader.decode(path, bytes(path, seen)))
                        .read(stack, formats, new LinkedHashMap<>());
        var parameters = new LinkedHashMap<String, ParameterValue>();
        for (var path : stack.parameters()) {
            template.format()
                    .values(path, DocumentReader.decode(path, bytes(path, seen)))
                    .forEach((name, value) ->
                            parameters.put(name, new ParameterValue(name, value.value(), value.origin())));
        }
        ModuleFiles.workspace(stack).ifPresent(workspace -> parameters.put(workspace.name(), workspace));
        return new SafeState(
                SafeState.Source.FOLDER,
                folder.toString(),
                new Checkout(folder).commitOf(seen),
                stack.planned() == null ? stack.template() : ModuleFiles.root(stack),
                template,
                texts(seen),
                List.copyOf(new ArrayList<>(parameters.values())));
    }

    @Override
    public Optional<byte[]> beside(String path) {
        return Files.exists(folder.resolve(path)) ? Optional.of(bytes(path, new LinkedHashMap<>())) : Optional.empty();
    }

    @Override
    public SafeStateHistory history() {
        return new CheckoutHistory(folder);
    }

    private static Map<String, String> texts(Map<String, byte[]> seen) {
        var texts = new LinkedHashMap<String, String>();
        seen.forEach((path, bytes) -> texts.put(path, DocumentReader.decode(path, bytes)));
        return texts;
    }

    private List<String> names(String below) {
        var there = folder.resolve(below).normalize();
        if (!there.startsWith(folder)) {
            throw unreadable(below, "it is outside the folder");
        }
        try (var files = Files.list(there)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw unreadable(below, Files.exists(there) ? "it is not a folder" : "the folder does not exist");
        }
    }

    private byte[] bytes(String path, Map<String, byte[]> seen) {
        var file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw unreadable(path, "it is outside the folder");
        }
        try {
            // a link in a repository may point anywhere
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw unreadable(path, "it is a link that leads outside the folder");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw unreadable(path, "it is no file");
            }
            SafeStateSource.bounded(path, Files.size(file));
            try (var in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(LARGEST + 1);
                SafeStateSource.bounded(path, bytes.length);
                seen.put(path, bytes);
                return bytes;
            }
        } catch (IOException e) {
            throw unreadable(path, Files.exists(file) ? String.valueOf(e.getMessage()) : "the file does not exist");
        }
    }

    private PhantomException unreadable(String path, String why) {
        return new PhantomException(new Diagnostic(
                Code.FILE_UNREADABLE,
                "cannot read " + path + ": " + why,
                "check safe.folder and the stack's paths",
                folder.toString()));
    }
}
