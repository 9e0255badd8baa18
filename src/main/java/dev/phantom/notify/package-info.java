/// What people are told of a run, and what they were told before: news per channel, quiet hours, the words of a
/// message. Knows no service; a [dev.phantom.notify.Channel] carries a message to one.
@NullMarked
package dev.phantom.notify;

import org.jspecify.annotations.NullMarked;
