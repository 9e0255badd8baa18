package dev.phantom.folder;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Where the checkout of a file that git tracks came from, by the address of its remote: that is kept beside the files,
/// where no branch can bring another one.
///
/// @param top        of the checkout
/// @param repository the last two parts of the address of the remote `origin`, else of the only remote, whatever its
///                   host is called: `owner/name`; empty where there is no such remote
public record CheckoutOrigin(Path top, String repository) {

    private static final Pattern LAST_TWO = Pattern.compile("(?:.*[/:])?([^/:]+/[^/:]+?)(?:\\.git)?/?");

    /// Empty for a file that git does not track: who put it there vouches for it.
    ///
    /// @throws IOException if the checkout cannot be read
    public static Optional<CheckoutOrigin> of(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !GitIndex.tracks(file)) {
            return Optional.empty();
        }
        var builder = new FileRepositoryBuilder().findGitDir(folder.toRealPath().toFile());
        if (builder.getGitDir() == null) {
            throw new IOException("its index can be read and it cannot");
        }
        try (var git = builder.build()) {
            return Optional.of(new CheckoutOrigin(git.getWorkTree().toPath().toRealPath(), remote(git)));
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("its configuration cannot be read", e);
        }
    }

    private static String remote(Repository git) throws URISyntaxException {
        return GitHubRemote.addresses(git)
                .map(address -> LAST_TWO.matcher(address.getPath()))
                .filter(path -> path.matches())
                .map(path -> path.group(1))
                .findFirst()
                .orElse("");
    }

    /// Whether a file that is there lies in the checkout.
    public boolean brought(Path file) throws IOException {
        return file.toRealPath().startsWith(top);
    }
}
