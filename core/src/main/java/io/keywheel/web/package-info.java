/** What both planes do with a request before it is theirs: is it meant for us, and are we well. */
@NullMarked
package io.keywheel.web;

import org.jspecify.annotations.NullMarked;
