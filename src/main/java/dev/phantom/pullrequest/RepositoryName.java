package dev.phantom.pullrequest;

import java.util.regex.Pattern;

/// A repository's name on a code host: `owner/name`. It becomes part of an address, so neither may climb.
public final class RepositoryName {

    private static final Pattern FORM = Pattern.compile("(?!\\.+/)[A-Za-z0-9_.-]+/(?!\\.+$)[A-Za-z0-9_.-]+");

    private RepositoryName() {}

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
