package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One thing that the schema of a type does not say. Paths are below `Properties`; `*` stands for list indexes and map
/// keys.
public sealed interface Fact
        permits Alias,
                Escaped,
                Event,
                Fact.Alternate,
                Fact.Attachment,
                Fact.Attributes,
                Fact.CaseInsensitive,
                Fact.ExtendedByAws,
                Fact.GeneratedName,
                Fact.Grants,
                Fact.Identity,
                Fact.Inherited,
                Fact.Interruption,
                Fact.Managed,
                Fact.NotReturned,
                Fact.Ordered,
                Fact.Protection,
                Fact.SameThing,
                Fact.Switch,
                Fact.ServiceMade,
                Fact.Size,
                Fact.Unordered,
                Fact.VersionPrefix,
                Filler,
                MemoryUnmeasured,
                Moving,
                Needed,
                Substituted,
                Synonym,
                DerivedAttributes {

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

    /// A property that protects. Losing it is a change even where the value became empty or the default; how much it
    /// matters is said by the control that judges it.
    ///
    /// @param entry in an attribute bag the key of the entry; else empty
    record Protection(PropertyPath path, Guards guards, Safe safe, String entry, FactSource source) implements Fact {}

    /// What it is to lose what a switch protects.
    ///
    /// @param rule  id of the severity rule that tells it: `PH-SEV-009`
    /// @param level `low`, `medium`, `high` or `critical`
    /// @param title what is so then, for people
    record Loss(String rule, String level, String title) {}

    /// A switch that protects in any type that has a property of such a name. It is no protection by itself: it says
    /// how much it matters that a comparison found it off.
    ///
    /// @param name of the property, or of the entry of an attribute bag; whole
    record Switch(PropertyPath path, Pattern name, Guards guards, Loss loss, FactSource source) implements Fact {}

    /// The policy of a resource: it says who may use it.
    ///
    /// @param worst level of a statement that admits everybody
    record Grants(PropertyPath path, String worst, FactSource source) implements Fact {}

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
    ///
    /// @param when values of other properties of the resource, by name, with which it is so; empty for always
    record NotReturned(PropertyPath path, Map<String, String> when, FactSource source) implements Fact {
        public NotReturned {
            when = Map.copyOf(when);
        }
    }

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

    /// How much of the resource there is, or may be. Of several of one type what is wanted is said before its bounds.
    record Size(PropertyPath path, Measure measure, FactSource source) implements Fact {}

    /// What a size is said in.
    enum Measure {
        /// A named size: `db.r5.large`.
        CLASS,
        /// A number of something, or an amount.
        COUNT,
        /// The most that there may be of something.
        LIMIT
    }

    /// A value that AWS itself moves.
    ///
    /// @param by   what makes it do so: a resource type, or a property of this one that is switched on;
    ///             empty if it always does
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
}
