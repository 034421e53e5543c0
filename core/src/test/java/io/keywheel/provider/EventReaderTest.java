package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "`` | `` | OPENING",
                "ping | {'type':'ping'} | OPENING",
                "ping | `` | OPENING",
                "`` | {'object':'chat.completion.chunk','choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}]} | OPENING",
                "`` | {'choices':[{'delta':{'role':'assistant','content':null,'tool_calls':[],'refusal':null}}],'error':null} | OPENING",
                "`` | {'choices':[],'prompt_filter_results':[{'prompt_index':0}]} | OPENING",
                "response.created | {'type':'response.created','response':{'error':null}} | OPENING",
                "`` | {'type':'response.in_progress','response':{}} | OPENING",
                "`` | {'type':'response.queued'} | OPENING",
                "message_start | {'type':'message_start','message':{'content':[]}} | OPENING",
                "content_block_start | {'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}} | OPENING"
            })
    void whatOnlySaysThatItBeganOpens(String event, String data, StreamEvent expected) {
        assertThat(read(event, data)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "`` | {'object':'chat.completion.chunk','choices':[{'delta':{'content':'Hi'}}]}",
                "`` | {'object':'chat.completion.chunk','choices':[{'delta':{'content':'{\\'error\\':{\\'code\\':1}}'}}]}",
                "`` | {'choices':[{'delta':{'role':'assistant','content':'Hi'}}]}",
                "`` | {'choices':[{'delta':{'role':'assistant','reasoning':'Hm'}}]}",
                "`` | {'choices':[{'delta':{'content':null,'tool_calls':[{'index':0}]}}]}",
                "`` | {'choices':[{'delta':{'refusal':'No'}}]}",
                "`` | {'choices':[{'delta':{'audio':{'id':'a'}}}]}",
                "`` | {'choices':[{'delta':{'something_new':7}}]}",
                "`` | {'choices':[{'delta':{},'finish_reason':'stop'}]}",
                "`` | {'choices':[],'usage':{'total_tokens':3}}",
                "`` | {'choices':[{'text':'Hi'}]}",
                "`` | {'type':'response.output_text.delta','delta':'Hi'}",
                "`` | {'type':'response.output_item.added'}",
                "content_block_start | {'type':'content_block_start','content_block':{'type':'tool_use','name':'x'}}",
                "`` | {'type':'something.new'}",
                "`` | not JSON",
                "`` | {'broken':",
                "`` | 7",
                "`` | [1]"
            })
    void outputAndWhatNobodyKnowsIsContent(String event, String data) {
        assertThat(read(event, data)).isEqualTo(StreamEvent.CONTENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "error | {'error':{'message':'x'}}",
                "error | not JSON",
                "error | ``",
                "`` | {'error':{'message':'x'}}",
                "`` | {'error':'x'}",
                "`` | {'type':'error','code':'x'}",
                "`` | {'type':'response.failed','response':{'error':{'code':'x'}}}",
                "response.failed | {}",
                "`` | {'object':'error','message':'x','code':400}",
                "`` | [{'error':{'code':429}}]",
                "`` | {'object':'chat.completion.chunk','error':{'code':'x'},'choices':[{'delta':{'content':'Hi'},'finish_reason':'error'}]}"
            })
    void whatSaysThatItFailedIsAnError(String event, String data) {
        assertThat(read(event, data)).isEqualTo(StreamEvent.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "`` | [DONE]",
                "response.completed | {'type':'response.completed','response':{'error':null}}",
                "`` | {'type':'response.incomplete'}",
                "message_stop | {'type':'message_stop'}"
            })
    void theLastWordIsTheLast(String event, String data) {
        assertThat(read(event, data)).isEqualTo(StreamEvent.LAST);
    }

    @Property(tries = 300)
    void noEventIsTooOdd(@ForAll String event, @ForAll String data) {
        assertThat(EventReader.read(event, data)).isNotNull();
        assertThat(EventReader.read(event, "{\"choices\":" + data + "}")).isNotNull();
    }

    private static StreamEvent read(String event, String data) {
        return OpenAi.DIALECT.read(event, data.replace("\\'", "\\\"").replace('\'', '"'));
    }
}
