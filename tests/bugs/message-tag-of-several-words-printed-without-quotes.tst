>> ToString[Hold[f::"a b", f::tag], InputForm]
Hold[f::"a b", f::tag]
