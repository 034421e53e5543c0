/** What providers say and what they mean by it: a reply in, an outcome and its scope out. Pure. */
@NullMarked
package io.keywheel.provider;

import org.jspecify.annotations.NullMarked;
