package dev.phantom.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One page of a listing; the token is opaque to clients.
record Page<T>(List<T> items, @Nullable String nextToken) {

    static <T> Page<T> of(List<T> all, Optional<String> token, int size) {
        var from = token.map(Page::offset).orElse(0);
        if (from > all.size()) {
            throw AwsFault.validation("Invalid NextToken");
        }
        var to = Math.min(all.size(), from + size);
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? token(to) : null);
    }

    private static String token(int offset) {
        return Base64.getEncoder().encodeToString(("at:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token) {
        try {
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring(3));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw AwsFault.validation("Invalid NextToken: " + token);
        }
    }
}
