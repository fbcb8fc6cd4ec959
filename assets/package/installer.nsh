; sightline:// links open Sightline, for the person who installed it.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\sightline" "" "URL:Sightline session"
  WriteRegStr SHELL_CONTEXT "Software\Classes\sightline" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\sightline\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\sightline\shell\open\command" "" '"$appExe" "%1"'
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey SHELL_CONTEXT "Software\Classes\sightline"
  ${endIf}
!macroend
