package dev.phantom.drift.knowledge;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.terraform.TerraformTypes;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the tables that come with Phantom. Nothing is read before it is asked for, and nothing twice.
public final class EmbeddedKnowledge {

    private static final String TYPES = "/dev/phantom/drift/types/";

    private EmbeddedKnowledge() {}

    /// The dated copy of AWS's schemas.
    public static TypeCatalog types() {
        return Table.TYPES;
    }

    /// With the schemas of every place; what is kept beside them is the same in all.
    public static Knowledge with(TypeCatalogs types) {
        return new Knowledge(types, Kept.FACTS, Kept.SETLIKE, Kept.PROVIDERS, Kept.TERRAFORM);
    }

    private static final class Table {
        private static final TypeCatalog TYPES = new TypeCatalog(name -> present(EmbeddedKnowledge.TYPES + name));
    }

    private static final class Kept {
        private static final FactBook FACTS = new FactBook(name -> file(TYPES + name));
        private static final SetlikeNames SETLIKE = new SetlikeNames(() -> present("setlike.yaml"));
        private static final TerraformTypes TERRAFORM = new TerraformTypes(() -> present("terraform-types.txt"));
        private static final ProviderSchemas PROVIDERS = new ProviderSchemas(() -> present("terraform-aws.tsv"));
    }

    private static InputStream present(String name) {
        return Objects.requireNonNull(file(name), name);
    }

    private static @Nullable InputStream file(String name) {
        return EmbeddedKnowledge.class.getResourceAsStream(name);
    }
}
