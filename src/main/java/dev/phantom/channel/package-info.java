/// Ways to people: Slack, Microsoft Teams, PagerDuty, a signed webhook, e-mail. Each writes a message as its service
/// documents it and makes one bounded attempt; addresses and secrets come from the environment alone and are never
/// printed.
@NullMarked
package dev.phantom.channel;

import org.jspecify.annotations.NullMarked;
