/// Infrastructure as code, whatever it is written in: the port [dev.phantom.iac.Format], what a file defines, what it
/// declares in a context, where each value comes from, and the edits that change it. No parser here.
@NullMarked
package dev.phantom.iac;

import org.jspecify.annotations.NullMarked;
