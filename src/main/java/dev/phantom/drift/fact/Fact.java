package dev.phantom.drift.fact;

import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing that the schema of a type does not say. Paths are below `Properties`; `*` stands for list indexes and map
/// keys.
public sealed interface Fact {

    /// The place it is about; the root for the resource as a whole.
    PropertyPath path();

    FactSource source();

    /// What a protection is good for.
    enum Guards {
        ENCRYPTION,
        TRANSPORT,
        EXPOSURE,
        ACCESS,
        DELETION,
        BACKUP,
        VERSIONING,
        LOGGING,
        MONITORING,
        UPDATES
    }

    /// What a change of a property does to those who use the resource.
    enum Effect {
        /// Nothing stops.
        NONE,
        /// Connections break once, the other copy takes over.
        FAILOVER,
        /// It stops, or restarts, and comes back.
        OUTAGE,
        /// Some values or engines need a restart, others do not.
        POSSIBLE_OUTAGE,
        /// Another resource takes its place.
        REPLACEMENT
    }

    /// Why AWS itself changes a value: `managed.reason` of the report.
    enum Management {
        AUTOSCALED,
        AUTO_MINOR_VERSION,
        DEPLOYMENT,
        SERVICE
    }

    /// A property that protects. Losing it is a change even where the value became empty or the default.
    ///
    /// @param entry in an attribute bag the key of the entry; else empty
    record Protection(PropertyPath path, Guards guards, Safe safe, String entry, FactSource source) implements Fact {}

    /// A list of key and value, of which live holds more than was declared: compare declared entries by key.
    ///
    /// @param key   properties of an entry that name it: `Key`, or `Namespace` and `OptionName`
    /// @param value its property that holds the value
    record Attributes(PropertyPath path, List<String> key, String value, FactSource source) implements Fact {
        public Attributes {
            key = List.copyOf(key);
        }
    }

    /// A list that other resources extend.
    ///
    /// @param by        their type
    /// @param through   their property that names this resource
    /// @param element   what they add: `ref` themselves, `rest` their other properties, `any` something that cannot be
    /// told
    ///                  from them, or the value of a property (`/Name`)
    /// @param remainder what an extra element is that no resource of the stack accounts for
    record Attachment(
            PropertyPath path, String by, PropertyPath through, String element, Remainder remainder, FactSource source)
            implements Fact {}

    /// The tier of extra elements of a list.
    enum Remainder {
        /// They are drift by themselves: a rule, a policy.
        DECLARED,
        /// Others add to the list in the ordinary course: a baseline or an attributed write must confirm them.
        UNDECLARED
    }

    /// A list that AWS itself adds to. The additions are undeclared.
    record ExtendedByAws(PropertyPath path, FactSource source) implements Fact {}

    /// Declared, but no read handler returns it.
    record NotReturned(PropertyPath path, FactSource source) implements Fact {}

    /// A list whose order means nothing.
    record Unordered(PropertyPath path, FactSource source) implements Fact {}

    /// A list whose order means something, whatever else is said of it.
    record Ordered(PropertyPath path, FactSource source) implements Fact {}

    /// The properties that tell the elements of a list apart.
    record Identity(PropertyPath path, List<String> key, FactSource source) implements Fact {
        public Identity {
            key = List.copyOf(key);
        }
    }

    /// Texts that differ in case only are the same.
    record CaseInsensitive(PropertyPath path, FactSource source) implements Fact {}

    /// One thing may be named in several ways. At the root: the ways to name resources of this type, wherever something
    /// refers to them.
    ///
    /// @param of    type of the thing, whose root says the forms; empty if they are said here
    /// @param forms empty if `of` says them
    record SameThing(PropertyPath path, String of, List<Form> forms, FactSource source) implements Fact {
        public SameThing {
            forms = List.copyOf(forms);
        }

        /// @param surroundings what is known of `partition`, `region` and `account` of the stack
        public Sameness compare(String expected, String actual, Map<String, String> surroundings) {
            return Form.compare(forms, expected, actual, surroundings);
        }
    }

    /// A read-only attribute that the physical id tells: the ARN of a bucket is made of its name. Both are forms; what
    /// neither they nor the stack's partition, region and account tell is not known.
    ///
    /// @param ref       forms of the physical id, which is what `Ref` gives
    /// @param form      of the attribute, as `Fn::GetAtt` gives it
    /// @param given     property whose value the form calls `{given/}`; the root if there is none
    /// @param otherwise that property's value where nobody gives one
    record Told(PropertyPath path, List<Form> ref, Form form, PropertyPath given, String otherwise, FactSource source)
            implements Fact {
        public Told {
            ref = List.copyOf(ref);
        }

        /// Whether this is the attribute that `Fn::GetAtt` calls so.
        public boolean isOf(String attribute) {
            return attribute.equals(path.toString().substring(1).replace('/', '.'));
        }

        /// The attribute's value; empty if it is not told.
        ///
        /// @param more         what `{given/}` stands for; empty if nobody knows
        /// @param surroundings what is known of `partition`, `region` and `account` of the stack
        public Optional<String> value(String physicalId, Optional<String> more, Map<String, String> surroundings) {
            return ref.stream()
                    .flatMap(one -> one.read(physicalId).stream())
                    .filter(read -> read.entrySet().stream()
                            .allMatch(e -> surroundings
                                    .getOrDefault(e.getKey(), e.getValue())
                                    .equals(e.getValue())))
                    .findFirst()
                    .flatMap(read -> {
                        var known = new HashMap<>(surroundings);
                        known.putAll(read);
                        more.ifPresent(text -> known.put("given", text));
                        return form.write(known);
                    });
        }
    }

    /// A version of which a beginning may be declared: 8.0, or 8.0.x, for 8.0.45.
    ///
    /// @param latest declared words that stand for whatever AWS chose
    record VersionPrefix(PropertyPath path, List<String> latest, FactSource source) implements Fact {
        public VersionPrefix {
            latest = List.copyOf(latest);
        }

        /// Whether the live version is one that the declared text asks for.
        public boolean explains(String declared, String live) {
            var prefix = declared.endsWith(".x") ? declared.substring(0, declared.length() - 2) : declared;
            return declared.equals(live)
                    || latest.contains(declared)
                    || !prefix.isEmpty() && live.startsWith(prefix + ".");
        }
    }

    /// A value that follows another resource's.
    ///
    /// @param from    the other's type; its property is of the same name
    /// @param through the property that names the other; the fact holds only where it is set
    record Inherited(PropertyPath path, String from, PropertyPath through, FactSource source) implements Fact {}

    /// A name that CloudFormation or AWS makes up where none is declared.
    record GeneratedName(PropertyPath path, FactSource source) implements Fact {}

    /// Another way to say what the other properties say: live may hold it beside or in place of them.
    record Alternate(PropertyPath path, List<PropertyPath> to, FactSource source) implements Fact {
        public Alternate {
            to = List.copyOf(to);
        }
    }

    /// A value that a reader shows though nobody said it: a documented default, or what another property already says.
    /// A person leaves it out.
    ///
    /// @param values that say nothing; `$account` is the stack's own; any does if there is none
    /// @param beside what stands in the same object then, by property; `*` is anything
    record Filler(PropertyPath path, List<String> values, Map<String, String> beside, FactSource source)
            implements Fact {
        public Filler {
            values = List.copyOf(values);
            beside = Map.copyOf(beside);
        }

        /// @param within the object that it stands in
        public boolean matches(Value value, MapValue within, String account) {
            return value instanceof Scalar text
                    && (values.isEmpty() || values.contains(text.text()) || isOwn(text.text(), account))
                    && beside.entrySet().stream()
                            .allMatch(e -> within.get(e.getKey()) instanceof Value other && fits(e.getValue(), other));
        }

        private boolean isOwn(String text, String account) {
            return values.contains("$account") && text.equals(account);
        }

        private static boolean fits(String wanted, Value other) {
            return wanted.equals("*")
                    || other instanceof Scalar text && text.text().equals(wanted);
        }
    }

    /// Resources that AWS makes for itself: those whose property is like one of these texts (`*` for any), or is what
    /// an attribute of the resource they belong to says. Where that one shows it, it alone decides.
    ///
    /// @param by      type of the resource they belong to; empty if the texts say it
    /// @param through its attribute that names the one that AWS made
    record ServiceMade(PropertyPath path, List<String> like, String by, PropertyPath through, FactSource source)
            implements Fact {
        public ServiceMade {
            like = List.copyOf(like);
        }

        public boolean matches(String text) {
            return like.stream()
                    .anyMatch(glob -> Safe.Glob.of(glob).matcher(text).matches());
        }
    }

    /// What a change of the property does to those who use the resource.
    ///
    /// @param when it does; empty for always
    record Interruption(PropertyPath path, Effect effect, String when, FactSource source) implements Fact {}

    /// A value that AWS itself moves.
    ///
    /// @param by   what makes it do so: a resource type, or a property of this one that is switched on
    /// @param band where it moves; no bounds if nobody says
    /// @param longMajor values of `Engine` whose major version has two parts: from 8.0 to 8.4 is no minor step
    /// @param majors versions each of which is a major one as a whole: what follows it is minor. If there are any, the
    /// fact
    ///               is about versions of them alone
    record Managed(
            PropertyPath path,
            Management reason,
            String by,
            Band band,
            List<String> longMajor,
            List<String> majors,
            FactSource source)
            implements Fact {
        public Managed {
            longMajor = List.copyOf(longMajor);
            majors = List.copyOf(majors);
        }
    }

    /// The bounds of an autoscaled value.
    ///
    /// @param min       property of the same resource that holds the lower bound; the root if there is none
    /// @param max       the same for the upper bound
    /// @param dimension `ScalableDimension` of the scalable target that names the resource and holds the bounds; or
    /// empty
    record Band(PropertyPath min, PropertyPath max, String dimension) {}

    /// A CloudTrail event that writes properties of the type.
    ///
    /// @param name       of the API's operation: `UpdateFunctionConfiguration`. CloudTrail may add date and version to
    /// it, as in
    ///                   `UpdateFunctionConfiguration20150331v2` or `UpdateDistribution2020_05_31`
    /// @param from       its event source: `s3.amazonaws.com`; empty for any
    /// @param writes     what every such event writes
    /// @param parameters request parameters (dotted) that write a property which is not called like them. Parameters
    /// that
    ///                   are called like a property, case aside, write that one and are not listed
    record Event(
            String name,
            String from,
            List<PropertyPath> writes,
            Map<String, PropertyPath> parameters,
            FactSource source)
            implements Fact {
        private static final Pattern VERSION = Pattern.compile("(19|20)\\d\\d_?\\d\\d_?\\d\\d(v\\d+)?$");

        public Event {
            writes = List.copyOf(writes);
            parameters = Map.copyOf(parameters);
        }

        @Override
        public PropertyPath path() {
            return PropertyPath.ROOT;
        }

        public boolean matches(String eventSource, String eventName) {
            return (from.isEmpty() || from.equals(eventSource))
                    && (name.equals(eventName)
                            || name.equals(VERSION.matcher(eventName).replaceFirst("")));
        }
    }
}
