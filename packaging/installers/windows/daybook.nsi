; The installer for Windows. Compiled by installers/windows.py, which defines VERSION, NUMBERS (four), PAYLOAD (the frozen
; folder), ICON, SIZE_KB and OUT. Everything goes below the person's own folders and HKEY_CURRENT_USER: no administrator.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"

!define NAME "Daybook"
!define WINDOW "daybook-window.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Daybook"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Daybook"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} Setup"
VIAddVersionKey "CompanyName" "The Daybook authors"
VIAddVersionKey "LegalCopyright" "Copyright (c) 2026 The Daybook authors"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs can't be replaced: its file does not open for writing. Exit code 2 in a silent installation.
!macro EndIfRunning PREFIX
Function ${PREFIX}EndIfRunning
  again:
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\${WINDOW}"
    FileOpen $0 "$INSTDIR\${WINDOW}" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Daybook is running. Close it, then try again." /SD IDCANCEL IDRETRY again
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro EndIfRunning ""
!insertmacro EndIfRunning "un."

; Only what Daybook laid down itself: another file in the folder stays.
!macro RemoveProgram
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\daybook.exe"
  Delete "$INSTDIR\${WINDOW}"
!macroend

Section "Daybook" Program
  SectionIn RO
  Call EndIfRunning
  !insertmacro RemoveProgram  ; files of an older version must not be found by the new one
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Daybook.lnk" "$INSTDIR\${WINDOW}" "" "$INSTDIR\${WINDOW}" 0 SW_SHOWNORMAL "" "What every deal still owes its customer"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Daybook authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\daybook.exe" "" "$INSTDIR\daybook.exe"
SectionEnd

; Windows looks at the last part of a name only, so a recipe is a .json file to it: Daybook is offered, and takes none over.
Section "Offer Daybook for recipes and layouts (.json)" FileTypes
  WriteRegStr HKCU "${CLASSES}\Daybook.File" "" "Daybook recipe or layout"
  WriteRegStr HKCU "${CLASSES}\Daybook.File\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\Daybook.File\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "Daybook.File" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${WINDOW}\SupportedTypes" ".json" ""
  ${RefreshShellIcons}
SectionEnd

Section /o "Start Daybook with Windows" Autostart
  WriteRegStr HKCU "${RUN_KEY}" "Daybook" '"$INSTDIR\${WINDOW}"'
SectionEnd

; An update keeps what was chosen; in a silent one /AUTOSTART chooses it anew.
Function .onInit
  ReadRegStr $0 HKCU "${RUN_KEY}" "Daybook"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/AUTOSTART" $2
  ${IfNot} ${Errors}
    StrCpy $0 "chosen"
  ${EndIf}
  ${If} $0 != ""
    SectionSetFlags ${Autostart} ${SF_SELECTED}
  ${EndIf}
FunctionEnd

; What the person made with Daybook stays: it lies elsewhere, and secrets in the Credential Manager.
Section "Uninstall"
  Call un.EndIfRunning
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Daybook.lnk"
  DeleteRegValue HKCU "${RUN_KEY}" "Daybook"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\daybook.exe"
  DeleteRegKey HKCU "${CLASSES}\Daybook.File"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "Daybook.File"
  DeleteRegKey HKCU "${CLASSES}\Applications\${WINDOW}"
  ${RefreshShellIcons}
SectionEnd
