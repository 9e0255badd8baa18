package dev.phantom.stack;

import java.util.Map;
import java.util.Set;

/// What something other than a stack of CloudFormation manages, as a resource scan asks for it: the states of
/// Terraform.
public interface Holdings {

    /// Nothing but stacks of CloudFormation manages anything here.
    Holdings NONE = new Holdings() {
        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public Answer holds(String type, Map<String, String> identifier) {
            return Answer.NO;
        }

        @Override
        public String doubt() {
            return "";
        }
    };

    /// Whether a resource is managed. [#UNKNOWN]: nobody may call it unmanaged.
    enum Answer {
        NO,
        YES,
        UNKNOWN
    }

    /// AWS types of what is managed.
    Set<String> types();

    /// @param type       `AWS::SQS::Queue`
    /// @param identifier property name → value, as a scan lists them
    Answer holds(String type, Map<String, String> identifier);

    /// Why an answer is [Answer#UNKNOWN], for people, lower case.
    String doubt();
}
