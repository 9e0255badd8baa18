package dev.phantom.fault;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An answer that says: ask elsewhere. Credentials are meant for one host, so nobody follows it to another one.
///
/// @param asked  where the request went
/// @param status one of those of [#is]
/// @param target `Location` as it came: untrusted, may be empty
public record Redirect(URI asked, int status, String target) {

    private static final Set<Integer> STATUSES = Set.of(300, 301, 302, 303, 305, 307, 308);
    private static final int LONGEST = 120;

    public static boolean is(int status) {
        return STATUSES.contains(status);
    }

    /// Whether the target is another host, scheme or port, or none that can be read.
    public boolean leaves() {
        return !origin(asked).equals(there());
    }

    /// `302 redirect from https://api.example to https://proxy.example:8443, not followed`.
    public String line() {
        var elsewhere = there().map(Redirect::shortened).orElse("an address that cannot be read");
        return "%d redirect from %s to %s, not followed"
                .formatted(status, origin(asked).orElse("its host"), elsewhere);
    }

    /// Whether two addresses are one host, scheme and port.
    public static boolean together(URI one, URI other) {
        return origin(one).isPresent() && origin(one).equals(origin(other));
    }

    private Optional<String> there() {
        try {
            return target.isBlank() ? Optional.empty() : origin(asked.resolve(new URI(target.strip())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> origin(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            return Optional.empty();
        }
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? 443 : 80;
        var port = address.getPort() == usual || address.getPort() < 0 ? "" : ":" + address.getPort();
        return Optional.of(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
    }

    private static String shortened(String origin) {
        return origin.length() <= LONGEST ? origin : origin.substring(0, LONGEST - 1) + "…";
    }
}
