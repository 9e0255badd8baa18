package dev.phantom.aws.prices;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The products that AWS's Price List is asked for: `price-list.yaml`.
record ListedProducts(Map<String, ListedProduct> products) {

    private static final String FILE = "price-list.yaml";

    ListedProducts {
        products = Map.copyOf(products);
    }

    Optional<ListedProduct> of(String product) {
        return Optional.ofNullable(products.get(product));
    }

    static ListedProducts load() {
        try (var in = Objects.requireNonNull(ListedProducts.class.getResourceAsStream(FILE), FILE)) {
            var products = new HashMap<String, ListedProduct>();
            if (DocumentReader.yaml(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    instanceof MapValue rows) {
                rows.entries().forEach((name, row) -> products.put(name, ListedProduct.of(new PropertyView(row))));
            }
            return new ListedProducts(products);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
