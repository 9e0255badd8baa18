/// Two values held against each other as AWS would: what CloudFormation equates is equal, what differs is a change.
@NullMarked
package dev.phantom.drift.compare;

import org.jspecify.annotations.NullMarked;
