package io.keywheel.provider;

/** What an event of a stream means for the commit point. */
public enum StreamEvent {
    /** Says only that the provider began: withheld until something follows, dropped if the attempt is replaced. */
    OPENING,
    /** Output, a tool call, reasoning, or an event that nobody knows: commits. */
    CONTENT,
    /** The provider says that it failed. */
    ERROR,
    /** The stream's proper last word. */
    LAST
}
