package dev.phantom.iac.terraform;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.Origin;
import dev.phantom.iac.terraform.evaluate.Configuration;
import dev.phantom.iac.terraform.evaluate.Site;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import java.util.Optional;

/// Where the arguments of resources come from.
record Origins(Configuration configuration, Worked worked) implements Declaration.Places {

    @Override
    public Origin origin(String address, PropertyPath property) {
        return worked.instance(address)
                .map(i -> origin(worked.site(i, property)))
                .orElse(Origin.ABSENT);
    }

    private Origin origin(Site site) {
        return switch (site) {
            case Site.Decided d ->
                at(
                        kind(d.last()),
                        name(d.last()),
                        d.last().file(),
                        d.last().expression().start());
            case Site.Nested n ->
                at(Origin.Kind.LITERAL, "", n.file(), n.block().start());
            case Site.Blocks b ->
                at(Origin.Kind.LITERAL, "", b.file(), b.all().getFirst().start());
            case Site.Lacking l -> Origin.ABSENT;
            case Site.Hidden h -> at(Origin.Kind.LITERAL, "", h.file(), h.in().start());
        };
    }

    private static Origin.Kind kind(Site.Decision last) {
        return switch (last.kind()) {
            case "variable" -> Origin.Kind.PARAMETER_DEFAULT;
            case "values" -> Origin.Kind.PARAMETER_FILE;
            case String other -> Origin.Kind.LITERAL;
        };
    }

    private static String name(Site.Decision last) {
        return switch (last.kind()) {
            case "local" -> "local." + last.name();
            case String other -> last.name();
        };
    }

    private Origin at(Origin.Kind kind, String name, HclFile file, int offset) {
        return new Origin(
                kind,
                name,
                file.file(),
                configuration.document(file).around(offset),
                file.line(offset),
                file.column(offset));
    }

    @Override
    public Optional<PropertyPath> node(String address, PropertyPath property) {
        return worked.instance(address).flatMap(i -> switch (worked.site(i, property)) {
            case Site.Decided d -> Optional.of(around(d.file(), d.own().start()));
            case Site.Nested n -> Optional.of(around(n.file(), n.block().start()));
            case Site.Blocks b ->
                Optional.of(around(b.file(), b.all().getFirst().start()).parent());
            case Site.Lacking l -> Optional.<PropertyPath>empty();
            case Site.Hidden h -> Optional.<PropertyPath>empty();
        });
    }

    private PropertyPath around(HclFile file, int offset) {
        return configuration.document(file).around(offset);
    }
}
