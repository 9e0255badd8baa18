package dev.phantom.state;

/// A stack's identity. A part that is not known is the empty string.
///
/// @param account 12 digits
/// @param region  `us-east-1`
public record StackId(String account, String region, String name) implements Comparable<StackId> {

    @Override
    public int compareTo(StackId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return account + "/" + region + "/" + name;
    }
}
