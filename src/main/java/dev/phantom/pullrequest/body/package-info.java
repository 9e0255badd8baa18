/// What a pull request says: title and body, section by section, with all text from outside made harmless.
@NullMarked
package dev.phantom.pullrequest.body;

import org.jspecify.annotations.NullMarked;
