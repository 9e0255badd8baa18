package dev.phantom.github;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.authorization.AuthorizationProvider;

/// A token of an App's installation: for this repository alone, with no more rights than pull requests need, renewed
/// before it ends. <https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app>
final class InstallationToken implements AuthorizationProvider {

    /// All that Phantom ever uses.
    static final Map<String, GHPermissionType> WANTED = Map.of(
            "metadata", GHPermissionType.READ,
            "contents", GHPermissionType.WRITE,
            "pull_requests", GHPermissionType.WRITE,
            "issues", GHPermissionType.WRITE,
            "checks", GHPermissionType.WRITE);
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);

    private final GitHub app;
    private final String owner;
    private final String name;
    private @Nullable String token;
    private Instant end = Instant.MIN;

    /// @param app a client that shows the App's own JWT
    InstallationToken(GitHub app, String owner, String name) {
        this.app = app;
        this.owner = owner;
        this.name = name;
    }

    @Override
    public synchronized String getEncodedAuthorization() throws IOException {
        if (token == null || Instant.now().isAfter(end.minus(BEFORE_ITS_END))) {
            var fresh = made();
            token = fresh.getToken();
            end = fresh.getExpiresAt().toInstant();
        }
        return "Bearer " + token;
    }

    private GHAppInstallationToken made() throws IOException {
        var installation = installation(app, owner, name);
        return installation
                .createToken()
                .repositories(List.of(name))
                .permissions(granted(installation))
                .create();
    }

    /// @param app a client that shows the App's own JWT
    static GHAppInstallation installation(GitHub app, String owner, String name) throws IOException {
        return app.getApp().getInstallationByRepository(owner, name);
    }

    /// GitHub refuses to give what the installation was not granted.
    private static Map<String, GHPermissionType> granted(GHAppInstallation installation) {
        var asked = new LinkedHashMap<String, GHPermissionType>();
        WANTED.forEach((permission, wanted) -> {
            var given = installation.getPermissions().get(permission);
            if (given != null) {
                asked.put(permission, given == GHPermissionType.READ ? GHPermissionType.READ : wanted);
            }
        });
        return asked;
    }
}
