package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.folder.LocalFolderSafeState;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A root module that the command line names, with the local modules that it calls.
public final class NamedModule {

    private NamedModule() {}

    /// @param here    the user's folder: what a module below it calls may lie anywhere in it
    /// @param written the module's folder, as the user wrote it
    /// @throws PhantomException FILE_UNREADABLE, or what the files say
    public static SafeState read(Path here, String written) {
        var home = here.toAbsolutePath().normalize();
        var module = home.resolve(written).normalize();
        if (!Files.isDirectory(module)) {
            throw new PhantomException(new Diagnostic(
                    Code.FILE_UNREADABLE,
                    Files.exists(module) ? "it is not a folder" : "the folder does not exist",
                    "",
                    written));
        }
        var top = module.startsWith(home) ? home : module;
        var below = top.relativize(module).toString().replace('\\', '/');
        var planned = new Stack.Planned(new RootModule(below, RootModule.DEFAULT, List.of()), "");
        var stack = new Stack(new StackId("", "", ""), "", below, List.of(), "", "", Stack.Mode.REPORT, planned);
        return new LocalFolderSafeState(top, KnownFormats.ALL).read(stack);
    }
}
