(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Tests that users write. *)
>> VerificationTest[1 + 1, 2]["Outcome"]
Success

>> VerificationTest[1 + 1, 3]["Outcome"]
Failure

>> VerificationTest[2 > 1]["Outcome"]
Success

>> VerificationTest[1/0, ComplexInfinity]["Outcome"]
MessagesFailure

>> VerificationTest[1/0, ComplexInfinity, {Power::infy}]["Outcome"]
Success

>> VerificationTest[1.0001, 1, SameTest -> (Abs[#1 - #2] < 0.01 &), TestID -> "near"] /@ {"Outcome", "TestID"}
{Success, near}

>> VerificationTest[While[True], 1, TimeConstraint -> 0.05]["ActualOutput"]
HoldForm[$Aborted]

>> VerificationTest[Throw[1], Hold[Throw[1]]]["Outcome"]
Success

>> r = TestReport[{VerificationTest[1, 1], VerificationTest[1, 2], VerificationTest[1/0, 1]}]; r /@ {"TestsSucceededCount", "TestsFailedCount", "AllTestsSucceeded"}
{1, 2, False}

>> TestReport[x]
TestReport::noobj: x is neither a file nor a list of test results.
TestReport[x]
