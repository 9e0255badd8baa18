package dev.phantom.drift.terraform;

import dev.phantom.drift.Change;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One meaning of a Terraform type.
///
/// @param name    `aws_db_instance`
/// @param awsType `AWS::RDS::DBInstance`
/// @param part    whose properties it says a part of; null for a resource of its own
/// @param where   the attribute that decides whether this is what the type means here; null if it always is
/// @param aspect  the attribute that AWS keeps as a resource of its own, of which this is the meaning: a queue's
///                policy; null for what the resource itself is
/// @param lines   attribute for property
/// @param own     attributes that are Terraform's or the provider's own: nothing in AWS
public record TerraformType(
        String name,
        String awsType,
        @Nullable Part part,
        @Nullable Where where,
        @Nullable String aspect,
        List<Split> splits,
        List<AttributeLine> lines,
        List<PropertyPath> own) {

    /// @param key       the attribute that names the owner
    /// @param owner     the owner's Terraform type
    /// @param attribute the owner's attribute that the key equals
    public record Part(String key, String owner, String attribute) {}

    public record Where(String attribute, String value) {}

    /// A block that is as many properties as its lists have elements.
    ///
    /// @param block the list of blocks; `.` for the resource itself
    /// @param lists of which each element makes one; `self=A`: if `self` is true, the value of the attribute A does
    public record Split(String block, List<String> lists) {
        public Split {
            lists = List.copyOf(lists);
        }
    }

    public TerraformType {
        splits = List.copyOf(splits);
        lines = List.copyOf(lines);
        own = List.copyOf(own);
    }

    /// Whether this is what a resource with these attributes is.
    boolean fits(MapValue attributes) {
        return where == null
                || attributes.get(where.attribute()) instanceof Scalar s
                        && s.text().equals(where.value());
    }

    /// Whether changes touch the attribute that this is the meaning of.
    boolean isAbout(List<Change> changes) {
        if (aspect == null) {
            return false;
        }
        var attribute = PropertyPath.of(aspect);
        return changes.stream().anyMatch(change -> change.path().startsWith(attribute));
    }

    /// Whether an attribute is nothing in AWS.
    boolean isOwn(PropertyPath attribute) {
        var names = names(attribute);
        return own.stream().map(TerraformType::names).anyMatch(names::startsWith)
                || lines.stream()
                                .noneMatch(line -> names(new PropertyPath(line.attribute()))
                                        .startsWith(names))
                        && own.stream().map(TerraformType::names).anyMatch(each -> each.startsWith(names));
    }

    /// The property that an attribute is, whatever element it is of; empty if it is not mapped.
    public Optional<PropertyPath> property(PropertyPath attribute) {
        var names = names(attribute);
        return lines.stream()
                .filter(line -> names.startsWith(names(new PropertyPath(line.attribute()))))
                .map(line -> new PropertyPath(line.property()))
                .findFirst();
    }

    /// Whether something of what is in an attribute is mapped.
    boolean hasWithin(PropertyPath attribute) {
        var names = names(attribute);
        return lines.stream()
                .anyMatch(line -> names(new PropertyPath(line.attribute())).startsWith(names));
    }

    /// The attribute that a property is, whatever element it is of: the narrowest that says all of it.
    Optional<PropertyPath> attribute(PropertyPath property) {
        var names = names(property);
        return lines.stream()
                .filter(line -> {
                    var other = names(new PropertyPath(line.property()));
                    return names.startsWith(other) || other.startsWith(names);
                })
                .map(line -> names(new PropertyPath(line.attribute())))
                .reduce(TerraformType::common);
    }

    static PropertyPath common(PropertyPath one, PropertyPath other) {
        var shared = new ArrayList<String>();
        for (int i = 0; i < Math.min(one.segments().size(), other.segments().size()); i++) {
            if (!one.segments().get(i).equals(other.segments().get(i))) {
                break;
            }
            shared.add(one.segments().get(i));
        }
        return new PropertyPath(shared);
    }

    /// A path without what says which element.
    static PropertyPath names(PropertyPath path) {
        return new PropertyPath(path.segments().stream()
                .filter(s -> PropertyPath.index(s) < 0 && !s.equals("*") && !s.equals("+") && s.indexOf('=') < 0)
                .toList());
    }
}
