package dev.phantom.severity.policy;

/// What a policy risk is about; a severity rule tells each.
public enum Topic {
    /// An identity may do more.
    IDENTITY,
    /// More may assume a role.
    TRUST,
    /// A resource is open to the public.
    PUBLIC,
    /// A resource is open to somebody new, by name.
    ADMITTED,
    /// Something is no longer denied.
    DENIAL,
    /// A condition is gone or looser.
    CONDITION,
    /// A service may act for anybody.
    DEPUTY,
    /// A function may be called by the public.
    FUNCTION
}
