/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * give_back.c -- what was received for somebody who did not get it goes back.
 *
 * A task receives on behalf of a child process (foreign/task/serve.c), which may have died meanwhile, or can't be sent the value.
 */
#include "foreign/chan/channel.h"

static Val argument(Val call, size_t i)
{
    return val_is_expr(call) && i < expr_len(call) ? expr_arg(call, i) : VAL_NONE;
}

/* The channel that arm [k] of a compiled ChannelSelect, selectArm[{biased, kind..}, operand..], receives from; VAL_NONE. */
static Val compiled_arm(Val call, size_t k)
{
    Val kinds = argument(call, 0);
    size_t at = 1;

    if (val_is_none(kinds) || !val_is(argument(kinds, k + 1), S_Receive))
        return VAL_NONE;
    for (size_t i = 0; i < k; i++) {
        Val kind = expr_arg(kinds, i + 1);
        at += val_is(kind, S_Send) ? 2 : val_is(kind, S_Default) ? 0 : 1;
    }
    return argument(call, at);
}

/* The channel that the call, with the value [v], has taken *value from; VAL_NONE: there is none. */
static Val taken_from(Val call, Val v, Val *value)
{
    Val arm, first = argument(call, 0);

    *value = v;
    if (val_has_head(call, S_Receive) || val_has_head(call, S_TryReceive))
        return first;
    if (!val_is_call(v, S_HoldComplete, 2) || !val_is_small(expr_arg(v, 0)))
        return VAL_NONE;
    size_t k = (size_t)val_small(expr_arg(v, 0));
    *value = expr_arg(v, 1);
    if (!val_has_head(call, S_ChannelSelect))
        return compiled_arm(call, k);
    arm = argument(argument(first, k), 0);
    return val_has_head(arm, S_Receive) ? argument(arm, 0) : VAL_NONE;
}

/* What Receive gives where it received nothing, and what TryReceive is told to. */
static bool is_received(Val call, Val v)
{
    Val otherwise = argument(call, 1);

    return !val_is(v, S_EndOfStream) && !val_has_head(v, S_Failure) && !val_has_head(v, S_Missing)
        && !(val_has_head(call, S_TryReceive) && !val_is_none(otherwise) && val_same(v, otherwise));
}

BUILTIN_AS(GiveBack, "Lyra`Private`giveBack",
    .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "call_, value_",
    .usage = "giveBack[call, value] puts what call, which gave value, has received from channels back to where it was.",
    .examples = EXAMPLES(">> ch = Channel[]; Send[ch, 2]; With[{ch = ch}, Lyra`Private`giveBack[Receive[ch], 1]]; ReceiveAll[ch]", "{1, 2}"))
{
    Heap *h = vm_heap(vm);
    Val call = args.v[0], v = args.v[1], value;

    if (val_has_head(call, S_ReceiveAll) && val_is_list(v) && val_is_channel(argument(call, 0))) {
        for (size_t i = list_len(v); i-- > 0; )
            channel_give_back(h, val_channel(argument(call, 0)), list_item(h, v, i));
        return S_Null;
    }
    Val channel = taken_from(call, v, &value);
    if (!val_is_none(channel) && val_is_channel(channel) && is_received(call, value))
        channel_give_back(h, val_channel(channel), value);
    return S_Null;
}
