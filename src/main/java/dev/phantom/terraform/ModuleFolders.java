package dev.phantom.terraform;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.RootModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where root modules and their files of variables are: below one folder, links included.
///
/// @param base real, without links
record ModuleFolders(Path base) {

    /// @throws PhantomException NO_FOLDER
    Path of(RootModule module) {
        try {
            var folder = base.resolve(module.directory()).toRealPath();
            if (folder.startsWith(base) && Files.isDirectory(folder)) {
                requireVariables(module, folder);
                return folder;
            }
        } catch (IOException e) {
            throw noFolder(module, "there is no such folder");
        }
        throw noFolder(module, "it is not a folder below " + base);
    }

    private static PhantomException noFolder(RootModule module, String why) {
        return new PhantomException(new Diagnostic(TerraformCode.NO_FOLDER, why, "", module.directory()));
    }

    /// What a repository brings may be a link to anywhere. A copy holds none that leads out.
    private void requireVariables(RootModule module, Path folder) {
        for (var file : module.varFiles()) {
            var there = folder.resolve(file).normalize();
            try {
                if (there.startsWith(base) && there.toRealPath().startsWith(base) && Files.isRegularFile(there)) {
                    continue;
                }
            } catch (IOException e) {
                throw noFolder(module, "there is no file " + file);
            }
            throw noFolder(module, file + " is not a file below " + base);
        }
    }
}
